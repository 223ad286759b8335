import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLogger } from '@arena/subgraph-kit';
import { eventually } from '@arena/testing';
import { expect } from 'vitest';
import { startedGateway } from '../started-gateway.ts';
import { temporaryDirectory } from './temporary-directory.ts';

/** Arena's own supergraph. */
export const ARENA = await readFile(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8');

/** The subgraph that owns the field `owner` in a version. */
export const ownerOf = (version: number) => (version % 2 === 0 ? 'tournaments' : 'tickets');

/** Arena's supergraph with a field that tells which subgraph owns it, in turn, and one that this version alone has. */
export function supergraph(version: number): string {
  const owned = `String @join__field(graph: ${ownerOf(version).toUpperCase()})`;
  return ARENA.replace(
    /(type Query\n(?: {2}@join__type.*\n)+\{\n)/,
    `$1  owner: ${owned}\n  only${version}: ${owned}\n\n`,
  );
}

/** What a subgraph says to whatever it is asked of these fields. */
export const ownersOf = (name: string) => ({
  owner: name,
  only0: name,
  only1: name,
  only2: name,
  only3: name,
});

/** A gateway over a supergraph that can be changed, at first version 0, and what it has logged of its changes. */
export async function changingGateway() {
  const directory = await temporaryDirectory();
  const file = join(directory.path, 'supergraph.graphql');
  const change = async (sdl: string) => {
    await writeFile(`${file}.next`, sdl);
    await rename(`${file}.next`, file);
  };
  await change(supergraph(0));
  const logged: { msg: string; err?: { message: string } }[] = [];
  const write = (line: string) => void logged.push(JSON.parse(line) as (typeof logged)[number]);
  const gateway = await startedGateway({
    env: { SUPERGRAPH_FILE: file, SUPERGRAPH_POLL_MS: '5' },
    logger: createLogger('gateway', 'error', { write }),
  });
  for (const name of ['tickets', 'tournaments'] as const)
    gateway[name].answer = () => ({ body: { data: ownersOf(name) } });
  return {
    gateway,
    change,
    logged,
    /** Changes to a version, with a further change to it, and resolves once that is served. */
    changeTo: async (version: number, further = (sdl: string) => sdl) => {
      await change(further(supergraph(version)));
      const answer = await eventually(
        () => gateway.ask(`{ only${version} }`),
        ({ errors }) => !errors,
      );
      expect(answer.data).toEqual({ [`only${version}`]: ownerOf(version) });
    },
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]();
      await directory[Symbol.asyncDispose]();
    },
  };
}
