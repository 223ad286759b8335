/** What may be amiss; each has a heading of its name in docs/operations.md. */
export const CODES = [
  'node-too-old',
  'arena-not-running',
  'service-unreachable',
  'service-not-ready',
  'subgraph-cut-off',
  'versions-differ',
  'database-unreachable',
  'postgres-too-old',
  'connections-short',
  'migrations-missing',
  'migrations-unknown',
  'long-transaction',
  'outbox-stuck',
  'job-failing',
  'jobs-late',
  'redis-unreachable',
  'redis-unfit',
  'redis-policy',
  'redis-memory',
  'broker-unreachable',
  'broker-too-old',
  'broker-short',
  'broker-alarm',
  'queue-missing',
  'queue-without-consumer',
  'queue-deep',
  'dead-letters',
  'clock-skew',
  'signing-keys-unreachable',
  'signing-key-foreign',
  'signing-key-overdue',
  'identity-key-unreachable',
  'identity-key-differs',
  'graph-refused',
  'mail-unreachable',
  'mail-directory',
] as const;

export type Code = (typeof CODES)[number];
export type Status = 'ok' | 'warn' | 'fail' | 'skipped';

/** What one look has shown. */
export type Finding = {
  status: Status;
  /** what was looked at, in a word or two */
  subject: string;
  says: string;
  /** of what is amiss */
  code?: Code;
  /** what to do about it, in a few words */
  remedy?: string;
};

export const ok = (subject: string, says: string): Finding => ({ status: 'ok', subject, says });

/** It could not be looked at, because something else is away. */
export const skipped = (subject: string, says: string): Finding => ({ status: 'skipped', subject, says });

/** It works, and will not if nobody looks after it. */
export const warn = (subject: string, code: Code, says: string, remedy: string): Finding => ({
  ...{ status: 'warn', subject, says, code, remedy },
});

/** It does not work, and will not heal by itself. */
export const fail = (subject: string, code: Code, says: string, remedy: string): Finding => ({
  ...{ status: 'fail', subject, says, code, remedy },
});
