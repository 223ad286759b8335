import type { AfterCommit } from '@arena/events';

/** What is to be done after a commit, one after the other. */
export const inTurn =
  (all: readonly AfterCommit[]): AfterCommit =>
  async () => {
    for (const one of all) await one();
  };
