import type { Logger } from '@arena/subgraph-kit';

/** Warns of what fails again and again: once of all failures in a row. */
export function warnOnce(logger: Pick<Logger, 'warn'>, message: string) {
  let isFailing = false;
  return {
    failed: (error: unknown): void => {
      if (!isFailing) logger.warn({ err: error }, message);
      isFailing = true;
    },
    succeeded: (): void => void (isFailing = false),
  };
}
