import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../dev/seed/people.ts';
import { seed } from '../dev/seed/seed.ts';
import { startedArena, type StartedArena } from './started-arena.ts';

let arena: StartedArena;
const plant = () => seed(arena.url, arena.databaseUrls.users, arena.url);
beforeAll(async () => {
  // all is looked at in one query, which costs more than a client may ask for
  arena = await startedArena({ MAX_COST: '1000000' });
  await plant();
});
afterAll(() => arena[Symbol.asyncDispose]());

const EVERYTHING = `{
  tournaments {
    nodes {
      name status isFree participantCount
      winner { members { user { username } } }
      standings { rank won lost team { members { user { username } } } }
      brackets { format rounds { matches { status streams { platform { name } isLive } } } }
      ticketAvailability { available sold }
    }
    totalCount
  }
}`;
const everything = async () => (await arena.ask(EVERYTHING)).data.tournaments;

type Demo = { name: string; status: string; participantCount: number; brackets: Bracket[] };
type Bracket = { format: string; rounds: { matches: object[] }[] };
const named = ({ nodes }: { nodes: Demo[] }, name: string) => nodes.find((one) => one.name === name);

test('there is a tournament in each status, one to buy a seat in', async () => {
  const { nodes } = await everything();
  expect(nodes.map(({ status }: Demo) => status).sort()).toEqual([
    'CANCELED',
    'FINISHED',
    'ONGOING',
    'PENDING',
  ]);
  expect(named({ nodes }, 'Bogotá Night Race')).toMatchObject({
    status: 'PENDING',
    isFree: false,
    ticketAvailability: { available: 10, sold: 0 },
  });
});

test('the finished one has been played out, each against each', async () => {
  const members = (...usernames: string[]) => usernames.map((username) => ({ user: { username } }));
  const standing = (rank: number, won: number, lost: number, username: string) => ({
    ...{ rank, won, lost },
    team: { members: members(username) },
  });
  expect(named(await everything(), 'Caribbean Cup')).toMatchObject({
    status: 'FINISHED',
    participantCount: 3,
    winner: { members: members('player') },
    standings: [standing(1, 2, 0, 'player'), standing(2, 1, 1, 'fan'), standing(3, 0, 2, 'admin')],
  });
});

test('the one under way has a match to come, and the player a seat in it', async () => {
  const clash = named(await everything(), 'Andes Clash');
  expect(clash).toMatchObject({ status: 'ONGOING', participantCount: 2 });
  const matches = clash?.brackets.flatMap(({ rounds }) => rounds.flatMap((round) => round.matches));
  const streams = [{ platform: { name: 'YouTube' }, isLive: false }];
  expect(matches, 'it can be watched').toEqual([{ status: 'PENDING', streams }]);

  const { data } = await arena.ask(
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken account { sessions { id } } } }',
    { input: { login: 'player', password: DEMO_PASSWORD } },
  );
  const { accessToken, account } = data.login;
  expect(account.sessions, 'those of the seed have ended').toHaveLength(1);
  const { data: own } = await arena.askWith(accessToken)(
    '{ me { tickets(status: [ACTIVE]) { nodes { tournament { name } checkout { status } } } } }',
  );
  expect(own.me.tickets.nodes).toEqual([
    { tournament: { name: 'Andes Clash' }, checkout: { status: 'SUCCEEDED' } },
  ]);
});

test('made again, it stays as it is', async () => {
  const before = await everything();
  await plant();
  expect(await everything()).toEqual(before);
});
