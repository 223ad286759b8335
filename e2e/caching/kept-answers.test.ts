import { readFileSync } from 'node:fs';
import { eventually, testRedis, testServices, type TestRedis } from '@arena/testing';
import { buildSchema, type GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentOf } from '../security/document-of.ts';
import { rootFields } from '../security/root-fields.ts';
import { startedScene, type Belongings, type Scene } from '../security/scene.ts';
import { startedGateways, type Gateways } from './gateways.ts';
import { LISTED, SHOWN } from './shown.ts';

const sdl = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
const mutations = (
  buildSchema(sdl, { assumeValidSDL: true }).getMutationType() as GraphQLObjectType
).getFields();

/** The mutations of the subgraphs that allow their answers to be kept, and who may make each. */
const CHANGES = Object.keys(mutations).filter((name) => {
  const home = JSON.stringify(mutations[name]?.astNode?.directives);
  return home.includes('"TOURNAMENTS"') || name === 'updateProfile' || name === 'acceptTicketOffer';
});
const ACTORS: Record<string, 'player' | 'friend' | 'administrator'> = {
  renameTeam: 'player',
  updateProfile: 'player',
  acceptTicketOffer: 'friend',
  createGame: 'administrator',
  createCategory: 'administrator',
};

/** What changes nothing that is shown here as it is made, to be heard of all the same. */
const UNSEEN = [
  'acceptTicketOffer',
  'setSaleStages',
  'banFromTournament',
  'liftTournamentBan',
  'rescheduleMatch',
];

type Through = keyof Omit<Gateways, typeof Symbol.asyncDispose>;

describe.skipIf('missing' in testServices().redis)('two gateways that share what they keep', () => {
  let redis: TestRedis;
  let scene: Scene;
  let belongings: Belongings;
  let gateways: Gateways;
  beforeAll(async () => {
    redis = await testRedis();
    scene = await startedScene({ CACHE: 'off' }, redis);
    belongings = await scene.newBelongings();
    gateways = await startedGateways(scene.arena, redis);
  });
  afterAll(async () => {
    await gateways[Symbol.asyncDispose]();
    await scene[Symbol.asyncDispose]();
    await redis[Symbol.asyncDispose]();
  });

  /** What is shown of a tournament, and of all, to somebody through a gateway. */
  async function shown(through: Through, id: string, accessToken?: string): Promise<string> {
    const ask = gateways[through](accessToken);
    const answers = await Promise.all([ask(SHOWN, { id }), ask(LISTED)]);
    for (const { errors } of answers) expect(errors).toBeUndefined();
    return JSON.stringify(answers.map(({ data }) => data));
  }

  /** Waits until everybody is shown the same by all gateways. */
  async function untilAlike(id: string): Promise<void> {
    const tokens = [undefined, scene.people.player.accessToken];
    const found = await eventually(
      () =>
        Promise.all(
          tokens.map((token) =>
            Promise.all((['uncached', 'one', 'other'] as const).map((through) => shown(through, id, token))),
          ),
        ),
      (texts) => texts.every(([uncached, ...kept]) => kept.every((text) => text === uncached)),
    );
    for (const [uncached, ...kept] of found) expect(kept).toEqual(kept.map(() => uncached));
  }

  const NEWEST = '{ tournaments(first: 1, orderBy: CREATED_AT_DESC) { nodes { id } } }';

  test('what is kept is served without asking a subgraph', async () => {
    const { statements } = scene.arena.adapters.tournaments;
    await untilAlike(belongings.tournamentId);
    statements.splice(0);
    await shown('one', belongings.tournamentId);
    await shown('other', belongings.tournamentId);
    expect(statements).toEqual([]);
  });

  test.each(CHANGES)('after %s everybody is shown what is so, and who has made it at once', async (name) => {
    const variables = (await rootFields[`Mutation.${name}`]?.(scene, belongings)) ?? {};
    const { data } = await gateways.uncached()(NEWEST);
    const target = ['renameTeam', 'updateProfile'].includes(name)
      ? belongings.tournamentId
      : data.tournaments.nodes[0].id;
    await untilAlike(target);

    const { accessToken } = scene.people[ACTORS[name] ?? 'organizer'];
    const before = await shown('other', target, accessToken);
    const field = mutations[name];
    if (!field) throw new Error(`There is no mutation ${name}`);
    const { errors } = await gateways.one(accessToken)(documentOf('Mutation', field, variables), variables);
    expect(errors).toBeUndefined();

    const uncached = await shown('uncached', target, accessToken);
    const kept = await shown('other', target, accessToken);
    expect([uncached, await shown('uncached', target, accessToken)]).toContain(kept);
    if (!UNSEEN.includes(name)) expect(kept).not.toBe(before);
    await untilAlike(target);
  });
});
