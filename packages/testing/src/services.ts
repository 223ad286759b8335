import { inject } from 'vitest';

/** The servers that a test run may use. */
export type TestServices = {
  /** names this run in everything it creates on shared servers */
  runId: string;
  /** a PostgreSQL server, as a role that may create databases */
  postgresUrl: string;
  /** migrated template databases by subgraph */
  templates: Record<string, string>;
  redis: { url: string } | { missing: string };
  amqp: { url: string } | { missing: string };
};

declare module 'vitest' {
  export interface ProvidedContext {
    services: TestServices;
  }
}

export const testServices = (): TestServices => inject('services');
