import { readFileSync } from 'node:fs';
import { readSubgraphs } from '../schema/compose.ts';
import { unservedBy } from '../schema/unserved.ts';
import type { Outcome } from './tool.ts';

const supergraph = new URL('../../schema/previous/supergraph.graphql', import.meta.url);

/** Whether a gateway with the supergraph of the previous release can serve it from the subgraphs, which are rolled out first. */
export async function checkPreviousRelease(): Promise<Outcome> {
  const today = new Date().toISOString().slice(0, 10);
  const unserved = await unservedBy(readSubgraphs(), readFileSync(supergraph, 'utf8'), today);
  return {
    ok: unserved.length === 0,
    output: `A gateway with the supergraph of the previous release would ask in vain for:\n${unserved.map((line) => `  - ${line}`).join('\n')}`,
  };
}
