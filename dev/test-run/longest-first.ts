import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The test files that take longest, by what they end in. */
const LONGEST = [
  'dev/test/start.test.ts',
  'e2e/chaos/crash-points.test.ts',
  'e2e/security/authorization-matrix.test.ts',
  'e2e/chaos/broker-stopped.test.ts',
  'gateway/test/differential.test.ts',
  'e2e/chaos/crowded-stream.test.ts',
  'e2e/sick-subgraph.test.ts',
  'e2e/chaos/sale-crashes.test.ts',
  'gateway/test/sessions/bus-in-time.test.ts',
  'e2e/chaos/live-updates.test.ts',
  'dev/test/events-command.test.ts',
];

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = LONGEST.findIndex((file) => moduleId.endsWith(file));
  return rank < 0 ? LONGEST.length : rank;
};

/** Has the longest files begun first, so that in the end no worker is left alone with one of them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => rankOf(one) - rankOf(other));
  }
}
