import { afterAll, beforeAll, expect, test } from 'vitest';
import { examine } from '../dev/doctor/examine.ts';
import type { Places } from '../dev/doctor/places.ts';
import { SUBGRAPHS } from '../dev/run/stack-env.ts';
import { startedArena, type StartedArena } from './started-arena.ts';

let arena: StartedArena;
beforeAll(async () => {
  arena = await startedArena();
});
afterAll(async () => {
  await arena[Symbol.asyncDispose]();
});

const placesOf = ({ url, stack, databaseUrls, mailDir, busUrl }: StartedArena): Places => ({
  mode: 'embedded',
  services: {
    gateway: url,
    ...(Object.fromEntries(SUBGRAPHS.map((name) => [name, stack.subgraphs[name].url])) as Record<
      (typeof SUBGRAPHS)[number],
      string
    >),
  },
  databases: databaseUrls,
  bus: { kind: 'embedded', databaseUrl: busUrl },
  redisUrl: undefined,
  mail: { directory: mailDir },
  identity: { jwks: undefined, jwksUrl: undefined },
  keyRotationDays: 30,
});

test('an Arena that runs ails from nothing, and one subgraph that has stopped is told alone', async () => {
  const places = placesOf(arena);
  const findings = (await examine(places)).groups.flatMap((group) => group.findings);
  expect(findings.filter(({ status }) => status !== 'ok')).toEqual([]);
  expect(findings.map(({ subject }) => subject)).toEqual(
    expect.arrayContaining(['gateway', ...SUBGRAPHS, 'signing keys', 'identity key', 'graph', 'mail']),
  );

  await arena.stack.subgraphs.streams.stop();
  const after = (await examine(places)).groups.flatMap((group) => group.findings);
  expect(after.filter(({ status }) => status !== 'ok')).toMatchObject([
    { status: 'fail', subject: 'streams', code: 'service-unreachable' },
  ]);
});
