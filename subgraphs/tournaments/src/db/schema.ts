export { inbox, outbox } from '@arena/events';
export * from './schema/brackets.ts';
export * from './schema/catalogue.ts';
export * from './schema/matches.ts';
export * from './schema/participant-tickets.ts';
export * from './schema/teams.ts';
export * from './schema/tournaments.ts';
