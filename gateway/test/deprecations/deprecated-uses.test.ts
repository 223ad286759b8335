import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually, scrape } from '@arena/testing';
import { expect, test } from 'vitest';
import { subscriber, TRANSPORTS } from '../subscriptions/subscribers.ts';
import { gatewayOfUpdates } from '../subscriptions/tournament-updates.ts';
import { temporaryDirectory } from '../supergraph/temporary-directory.ts';

const DEPRECATED = '@deprecated(reason: "Use another, 2026-12-31")';
const ARENA = await readFile(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8');

/** Arena's supergraph in which these are deprecated, each by a piece of its text that begins a line. */
function deprecated(...pieces: string[]): string {
  return pieces.reduce((sdl, piece) => {
    expect(sdl.split(`\n  ${piece}`)).toHaveLength(2);
    return sdl.replace(`\n  ${piece}`, `\n  ${piece} ${DEPRECATED}`);
  }, ARENA);
}

const CATEGORIES = 'categories: [Category!] @join__field(graph: TOURNAMENTS)';
const PLATFORMS = 'platforms: [Platform!] @join__field(graph: STREAMS)';
const UPDATED = `tournamentUpdated(
    """The tournament's id."""
    tournamentId: ID!
  ): Tournament @join__field(graph: TOURNAMENTS)`;

async function gatewayOf(sdl: string) {
  const directory = await temporaryDirectory();
  const file = join(directory.path, 'supergraph.graphql');
  await writeFile(file, sdl);
  const gateway = await gatewayOfUpdates({ env: { SUPERGRAPH_FILE: file, SUPERGRAPH_POLL_MS: '5' } });
  gateway.tournaments.answer = () => ({ body: { data: { categories: [], games: [] } } });
  return {
    ...gateway,
    replace: (next: string) => writeFile(file, next),
    uses: async (coordinate: string, client?: string) =>
      (await scrape(gateway.url)).value('arena_gateway_deprecated_uses_total', {
        coordinate,
        ...(client === undefined ? {} : { client }),
      }),
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]();
      await directory[Symbol.asyncDispose]();
    },
  };
}

const by = (name: string) => ({ 'apollographql-client-name': name });

test('operations that use what is deprecated are counted by client, and none is told as none', async () => {
  await using gateway = await gatewayOf(deprecated(CATEGORIES, PLATFORMS));
  const { ask, uses } = gateway;
  expect(await uses('Query.categories')).toBe(0);
  for (let n = 0; n < 2; n++) await ask('{ categories { id } }', {}, by('web'));
  await ask('{ categories { id } more: categories { id } games { id } }', {}, by('kiosk'));
  await ask('{ games { id } }', {}, by('web'));
  await ask('{ categories { nonsense } }', {}, by('web'));
  expect(await uses('Query.categories', 'web')).toBe(2);
  expect(await uses('Query.categories', 'kiosk')).toBe(1);
  expect(await uses('Query.platforms')).toBe(0);
  expect(await uses('Query.games')).toBeUndefined();
});

test('what a new supergraph deprecates is counted from then on', async () => {
  await using gateway = await gatewayOf(ARENA);
  await gateway.ask('{ categories { id } }');
  expect(await gateway.uses('Query.categories')).toBeUndefined();
  await gateway.replace(deprecated(CATEGORIES));
  await eventually(
    () => gateway.uses('Query.categories'),
    (count) => count === 0,
  );
  await gateway.ask('{ categories { id } }');
  expect(await gateway.uses('Query.categories')).toBe(1);
});

test.each(TRANSPORTS)('a subscription by %s is counted once, as it is opened', async (transport) => {
  await using gateway = await gatewayOf(deprecated(UPDATED));
  await using _subscriber = await subscriber(transport, gateway.url, { headers: by('web') });
  await gateway.tournaments.live.untilOpen(1);
  expect(await gateway.uses('Subscription.tournamentUpdated', 'web')).toBe(1);
});

test('clients beyond those that are told apart are counted together', async () => {
  await using gateway = await gatewayOf(deprecated(CATEGORIES));
  for (let n = 0; n < 52; n++) await gateway.ask('{ categories { id } }', {}, by(`client-${n}`));
  expect(await gateway.uses('Query.categories', 'client-49')).toBe(1);
  expect(await gateway.uses('Query.categories', 'other')).toBe(2);
});
