import { describe, expect, test } from 'vitest';
import { casesOf, seed, TIMEOUT_MS } from './differential/cases/counts.ts';
import { runCases } from './differential/cases/run-cases.ts';
import { arenaSupergraph, librarySupergraph } from './differential/supergraphs.ts';

describe(`answers are those of Apollo's own executor, for generated operations and faults of seed ${seed}`, () => {
  test.each([
    { name: 'arena', make: arenaSupergraph },
    { name: 'library', make: librarySupergraph },
  ])('over the supergraph $name', { timeout: TIMEOUT_MS }, async ({ make }) => {
    const tested = make();
    const tally = await runCases(tested);
    console.info(`${tested.name}, seed ${seed}:`, tally);
    const trials = Object.values(tally).reduce((sum, count) => sum + count, 0);
    expect(trials).toBeGreaterThanOrEqual(casesOf(tested.name).length);
  });
});
