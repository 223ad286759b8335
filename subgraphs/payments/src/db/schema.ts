export { inbox, outbox } from '@arena/events';
export * from './schema/checkouts.ts';
export * from './schema/ledger.ts';
export * from './schema/provider-events.ts';
export * from './schema/sandbox.ts';
export * from './schema/tournaments.ts';
