import type { Logger } from './logger.ts';

/** A running service. */
export type Service = {
  url: string;
  /** Drains and closes everything the service opened. */
  stop: () => Promise<void>;
};

/** What the runner hands each service: the parts that differ between run modes and tests. */
export type Adapters = {
  logger: Logger;
  /** the current time */
  now: () => Date;
  /** told of each SQL statement, so that a test can count them */
  onStatement?: (sql: string) => void;
};
