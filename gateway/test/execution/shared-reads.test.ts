import { expect, test } from 'vitest';
import { gate, harness, person, type Subgraph } from './fixture.ts';

const games = { data: { games: [{ name: 'Need For Speed' }] } };
const PUBLIC = '{ games { name } }';
const PERSONAL = '{ me { email } }';

/** A subgraph that waits with its answers until it is let go on. */
function waiting(answer: unknown): { subgraph: Subgraph; answerAll: () => void } {
  const { passed, open } = gate();
  return { subgraph: () => passed.then(() => answer), answerAll: open };
}

test('one caller’s identical reads under way go out once', async () => {
  const users = waiting({ data: { me: { email: 'ana@arena.example' } } });
  const { run, received } = harness({ users: users.subgraph });
  const reads = [1, 2, 3].map(() => run(PERSONAL, { identity: person('ana') }));
  users.answerAll();
  for (const { json } of await Promise.all(reads))
    expect(json).toEqual({ me: { email: 'ana@arena.example' } });
  expect(received).toHaveLength(1);
});

test('callers share what is the same for all', async () => {
  const tournaments = waiting(games);
  const { run, received } = harness({ tournaments: tournaments.subgraph });
  const reads = [person('ana'), person('ben'), undefined].map((identity) => run(PUBLIC, { identity }));
  tournaments.answerAll();
  for (const { json } of await Promise.all(reads)) expect(json).toEqual(games.data);
  expect(received).toHaveLength(1);
});

test('callers never share what is personal', async () => {
  const { run, received } = harness({
    users: ({ context }) => ({ data: { me: { email: `${context.identity.userId}@arena.example` } } }),
  });
  const people = ['ana', 'ben', 'ana'];
  const answers = await Promise.all(people.map((id) => run(PERSONAL, { identity: person(id) })));
  expect(answers.map(({ json }) => json)).toEqual(
    people.map((id) => ({ me: { email: `${id}@arena.example` } })),
  );
  expect(received).toHaveLength(2);
});

test('nor what is personal deep inside something public', async () => {
  const { run, received } = harness({
    tournaments: ({ context }) => ({
      data: { tournament: { myRole: context.identity.userId === 'ana' ? 'ADMIN' : null } },
    }),
  });
  const query = '{ tournament(id: "t") { myRole } }';
  const [ana, ben] = await Promise.all(['ana', 'ben'].map((id) => run(query, { identity: person(id) })));
  expect([ana?.json, ben?.json]).toEqual([
    { tournament: { myRole: 'ADMIN' } },
    { tournament: { myRole: null } },
  ]);
  expect(received).toHaveLength(2);
});

test('other variables are another read', async () => {
  const { run, received } = harness({
    tournaments: ({ variables }) => ({ data: { tournament: { name: variables['id'] } } }),
  });
  const query = 'query ($id: ID!) { tournament(id: $id) { name } }';
  const answers = await Promise.all(['a', 'b'].map((id) => run(query, { variables: { id } })));
  expect(answers.map(({ json }) => json)).toEqual([
    { tournament: { name: 'a' } },
    { tournament: { name: 'b' } },
  ]);
  expect(received).toHaveLength(2);
});

test('what one operation does with a shared answer does not show in another’s', async () => {
  const tournaments = waiting({
    data: { tournament: { __typename: 'Tournament', organizer: { __typename: 'User', id: 'ana' } } },
  });
  const { run } = harness({
    tournaments: tournaments.subgraph,
    users: ({ query }) => ({ data: { _entities: [{ it: query.includes('username') ? 'ana' : 'Ana' }] } }),
  });
  const reads = ['username', 'displayName'].map((field) =>
    run(`{ tournament(id: "t") { organizer { it: ${field} } } }`),
  );
  tournaments.answerAll();
  const [username, displayName] = await Promise.all(reads);
  expect(username?.json).toEqual({ tournament: { organizer: { it: 'ana' } } });
  expect(displayName?.json).toEqual({ tournament: { organizer: { it: 'Ana' } } });
});

test('a read after a write does not join one from before it', async () => {
  const before = gate();
  let name = 'old';
  const { run } = harness({
    tournaments: async ({ mutation }) => {
      if (mutation) {
        name = 'new';
        return { data: { renameTeam: { id: 'x' } } };
      }
      const seen = name;
      await before.passed;
      return { data: { team: { name: seen } } };
    },
  });
  const early = run('{ team(id: "x") { name } }');
  await run('mutation { renameTeam(teamId: "x", name: "new") { id } }');
  const late = run('{ team(id: "x") { name } }');
  before.open();
  expect((await early).json).toEqual({ team: { name: 'old' } });
  expect((await late).json).toEqual({ team: { name: 'new' } });
});

test('a read that knows what has ended does not join one from before that', async () => {
  const before = gate();
  let name = 'old';
  const { run, received } = harness({
    tournaments: async () => {
      const seen = name;
      await before.passed;
      return { data: { team: { name: seen } } };
    },
  });
  const query = '{ team(id: "x") { name } }';
  const early = [run(query, { lastEnd: 1 }), run(query, { lastEnd: 1 })];
  name = 'new';
  const late = run(query, { lastEnd: 2 });
  before.open();
  for (const { json } of await Promise.all(early)) expect(json).toEqual({ team: { name: 'old' } });
  expect((await late).json).toEqual({ team: { name: 'new' } });
  expect(received).toHaveLength(2);
});

test('who leaves ends the call that was made for them, and who had joined it asks anew', async () => {
  const tournaments = waiting(games);
  const { run, received } = harness({ tournaments: tournaments.subgraph });
  const [first, second] = [new AbortController(), new AbortController()];
  const reads = [first, second].map(({ signal }) => run(PUBLIC, { signal }));
  await new Promise(setImmediate);
  first.abort(new Error('gone'));
  expect((await reads[0])?.errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
  tournaments.answerAll();
  expect((await reads[1])?.json).toEqual(games.data);
  expect(received.map(({ signal }) => signal)).toEqual([first.signal, second.signal]);
});

test('who leaves a call that was made for another does not end it', async () => {
  const tournaments = waiting(games);
  const { run, received } = harness({ tournaments: tournaments.subgraph });
  const [first, second] = [new AbortController(), new AbortController()];
  const reads = [first, second].map(({ signal }) => run(PUBLIC, { signal }));
  await new Promise(setImmediate);
  second.abort(new Error('gone'));
  expect((await reads[1])?.errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
  tournaments.answerAll();
  expect((await reads[0])?.json).toEqual(games.data);
  expect(received).toHaveLength(1);
});

test('a write is carried through though its caller has gone', async () => {
  const tournaments = waiting({ data: { cancelTournament: { id: 't' } } });
  const { run, received } = harness({
    tournaments: tournaments.subgraph,
    users: () => ({ data: { logout: true } }),
  });
  const caller = new AbortController();
  const written = run(
    'mutation { cancelTournament(tournamentId: "t", reason: "r") { id } logout(refreshToken: "x") }',
    {
      signal: caller.signal,
    },
  );
  await new Promise(setImmediate);
  caller.abort(new Error('gone'));
  tournaments.answerAll();
  expect((await written).json).toEqual({ cancelTournament: { id: 't' }, logout: true });
  expect(received.map(({ subgraph, signal }) => [subgraph, signal])).toEqual([
    ['tournaments', undefined],
    ['users', undefined],
  ]);
});

test('after the caller has gone nothing more is fetched', async () => {
  const tournaments = waiting({ data: { tournament: { organizer: { __typename: 'User', id: 'ana' } } } });
  const { run, received } = harness({ tournaments: tournaments.subgraph });
  const caller = new AbortController();
  const read = run('{ games { id } tournament(id: "t") { organizer { username } } }', {
    signal: caller.signal,
  });
  tournaments.answerAll();
  caller.abort(new Error('gone'));
  await read;
  expect(received.map(({ subgraph }) => subgraph)).toEqual(['tournaments']);
});
