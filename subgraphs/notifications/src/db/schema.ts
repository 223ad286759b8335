export { inbox } from '@arena/events';
export { notificationKind } from './schema/columns.ts';
export * from './schema/audiences.ts';
export * from './schema/fan-outs.ts';
export * from './schema/mails.ts';
export * from './schema/notifications.ts';
export * from './schema/people.ts';
export * from './schema/tournaments.ts';
