export { inbox, outbox } from '@arena/events';
export * from './schema/attendances.ts';
export * from './schema/streams.ts';
export * from './schema/tournaments.ts';
