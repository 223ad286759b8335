import { eventually, type Ask } from '@arena/testing';
import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personalFields } from '../gateway/src/execution/personal-fields.ts';
import { makeCatalogue, organizeTournament, planMatch } from './catalogue.ts';
import { boughtView, givenDonation, untilForSale } from './purchases.ts';
import { registerMember, startedArena, type Member, type StartedArena } from './started-arena.ts';
import { takeSeat } from './take-seat.ts';
import { askToJoin, createStream } from './watching.ts';

const read = (name: string) => readFileSync(new URL(`../schema/${name}`, import.meta.url), 'utf8');
const api = buildSchema(read('api.graphql'));
const personal = personalFields(buildSchema(read('supergraph.graphql'), { assumeValidSDL: true }));

const DEPTH = 4;

let arena: StartedArena;
let askers: Record<string, Ask>;
/** what each field of Query is asked with, so that there is something to see */
let given: Record<string, Record<string, string>>;

async function ownTicket(player: Member, tournamentId: string): Promise<{ id: string; code: string }> {
  await takeSeat(arena, player.id, tournamentId);
  const { data } = await player.ask('query ($id: ID!) { tournament(id: $id) { myTicket { id code } } }', {
    id: tournamentId,
  });
  return data.tournament.myTicket;
}

beforeAll(async () => {
  // what is asked here is far beyond what a client may ask
  arena = await startedArena({
    MAX_CHARACTERS: '1000000',
    MAX_TOKENS: '100000',
    MAX_HEIGHT: '100000',
    MAX_COST: '1000000000',
  });
  const [organizer, player, fan] = (await Promise.all(
    ['organizer', 'player', 'fan'].map((name) => registerMember(arena, name)),
  )) as [Member, Member, Member];
  const tournamentId = await organizeTournament(organizer, await makeCatalogue(arena), 1);
  await untilForSale(arena.ask, tournamentId);
  const ticket = await ownTicket(player, tournamentId);
  const team = await eventually(
    async () =>
      (await player.ask('query ($id: ID!) { tournament(id: $id) { myTeam { id } } }', { id: tournamentId }))
        .data.tournament.myTeam,
    (found) => found !== null,
  );
  await player.ask('mutation ($t: ID!, $u: ID!) { offerTicket(ticketId: $t, toUserId: $u) { id } }', {
    t: ticket.id,
    u: fan.id,
  });
  const matchId = await planMatch(organizer, tournamentId, 1);
  const view = await boughtView(arena, player, matchId);
  await givenDonation(arena, fan, tournamentId);
  const streamId = await createStream(organizer, matchId);
  await askToJoin(player, matchId, ticket.code);
  askers = { organizer: organizer.ask, player: player.ask, fan: fan.ask, nobody: arena.ask };
  given = {
    ticket: { id: ticket.id },
    ticketByCode: { code: ticket.code },
    availableTickets: { tournamentId },
    checkout: { id: view.id },
    tournament: { id: tournamentId },
    match: { id: matchId },
    team: { id: team.id },
    stream: { id: streamId },
    user: { id: organizer.id },
    userByUsername: { username: 'player' },
    users: { search: 'player' },
  };
});
afterAll(() => arena[Symbol.asyncDispose]());

/** Everything that can be selected on a type, down to a depth. */
function everything(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (!isCompositeType(named)) return '';
  if (!isObjectType(named) && !isInterfaceType(named)) return '{ __typename }';
  const fields = Object.values(named.getFields()).flatMap((field) => {
    const isLeaf = !isCompositeType(getNamedType(field.type));
    if (isLeaf) return [field.name];
    return depth === 0 ? [] : [`${field.name} ${everything(field.type, depth - 1)}`];
  });
  return `{ __typename ${fields.join(' ')} }`;
}

/** The fields, as `Type.field`, at which these answers to one selection part; not what lies below them. */
function partings(
  type: GraphQLObjectType,
  answers: readonly Record<string, unknown>[],
  found: Set<string>,
): void {
  for (const field of Object.values(type.getFields())) {
    const coordinate = `${type.name}.${field.name}`;
    if (personal.has(coordinate) || found.has(coordinate)) continue;
    const compare = (values: readonly unknown[]): void => {
      const [first] = values;
      const lists = values.every(Array.isArray);
      const objects = values.every((value) => typeof value === 'object' && value !== null);
      const below = getNamedType(field.type);
      if (lists && values.every((value) => value.length === (first as unknown[]).length)) {
        (first as unknown[]).forEach((_, i) => compare(values.map((value) => (value as unknown[])[i])));
      } else if (objects && !lists && isObjectType(below)) {
        partings(below, values as Record<string, unknown>[], found);
      } else if (values.some((value) => JSON.stringify(value) !== JSON.stringify(first)))
        found.add(coordinate);
    };
    compare(answers.map((answer) => answer[field.name]));
  }
}

test('a field whose value depends on who asks is tagged as personal', async () => {
  const query = api.getQueryType() as GraphQLObjectType;
  const found = new Set<string>();
  for (const field of Object.values(query.getFields())) {
    const values = given[field.name] ?? {};
    const used = field.args.filter(({ name }) => name in values);
    const head = used.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(' ');
    const passed = used.map(({ name }) => `${name}: $${name}`).join(' ');
    const document = `query ${head && `(${head})`} { ${field.name} ${passed && `(${passed})`} ${everything(field.type, DEPTH)} }`;
    const answers = await Promise.all(Object.values(askers).map((asker) => asker(document, values)));
    for (const { data } of answers) expect(data, document).toBeTypeOf('object');
    partings(
      query,
      answers.map(({ data }) => ({ ...data })),
      found,
    );
  }
  expect([...found]).toEqual([]);
}, 60_000);

test('what is tagged is what parts the answers: there is something personal to see', async () => {
  const query =
    'query ($id: ID!) { tournament(id: $id) { myRole myTeam { id } myTicket { code } earnings { net { amount } } } me { email } }';
  const answers = await Promise.all(
    Object.values(askers).map(async (asker) =>
      JSON.stringify((await asker(query, given['tournament'])).data),
    ),
  );
  expect(new Set(answers).size).toBe(answers.length);
});
