import type { EventName } from './events.ts';

/**
 * Who is told of what. Each pair has a queue of its own, which every process declares, so that an event
 * published before its consumer has ever started is kept for it.
 */
export const CONSUMERS = {
  gateway: [
    'users.session-ended',
    'users.profile-updated',
    'tournaments.changed',
    'tournaments.catalogue-changed',
  ],
  tickets: [
    'tournaments.created',
    'tournaments.rescheduled',
    'tournaments.roster-closed',
    'tournaments.started',
    'tournaments.finished',
    'tournaments.canceled',
    'tournaments.staff-changed',
    'tournaments.place-refused',
    'tournaments.person-banned',
    'tournaments.ban-lifted',
    'matches.finished',
    'matches.canceled',
    'payments.paid',
    'payments.processing',
    'payments.failed',
    'payments.expired',
    'payments.refunded',
    'payments.disputed',
  ],
  payments: [
    'tournaments.created',
    'tournaments.roster-closed',
    'tournaments.started',
    'tournaments.finished',
    'tournaments.canceled',
    'tournaments.staff-changed',
    'tournaments.person-banned',
    'tournaments.ban-lifted',
    'matches.canceled',
    'tickets.issued',
    'tickets.unavailable',
    'tickets.released',
    'tickets.invalidated',
  ],
  streams: [
    'tournaments.created',
    'tournaments.staff-changed',
    'tournaments.finished',
    'tournaments.canceled',
    'tournaments.person-banned',
    'tournaments.ban-lifted',
    'matches.created',
    'matches.started',
    'matches.finished',
    'matches.canceled',
    'tickets.invalidated',
    'tickets.transferred',
    'payments.disputed',
  ],
  tournaments: ['tickets.issued', 'tickets.invalidated', 'tickets.transferred'],
  notifications: [
    'users.registered',
    'users.profile-updated',
    'users.email-verification-requested',
    'users.password-reset-requested',
    'users.password-changed',
    'users.suspended',
    'tournaments.created',
    'tournaments.updated',
    'tournaments.rescheduled',
    'tournaments.canceled',
    'tournaments.staff-changed',
    'tournaments.player-joined',
    'matches.created',
    'matches.rescheduled',
    'matches.started',
    'matches.finished',
    'matches.result-corrected',
    'matches.canceled',
    'matches.reminder-due',
    'tickets.issued',
    'tickets.invalidated',
    'tickets.offered',
    'tickets.transferred',
    'payments.succeeded',
    'payments.failed',
    'payments.refunded',
    'donations.received',
    'streams.created',
    'streams.viewer-kicked',
  ],
} as const satisfies Record<string, readonly EventName[]>;

export type ConsumerName = keyof typeof CONSUMERS;
export type ConsumedBy<Consumer extends ConsumerName> = (typeof CONSUMERS)[Consumer][number];

/** The queue of one consumer and event. */
export const queueName = (consumer: string, event: EventName): string => `${consumer}.${event}`;

/** A consumer and an event, with the queue that they have. */
export type Subscription = { consumer: string; event: EventName; queue: string };

/** Every consumer and event with its queue. */
export const SUBSCRIPTIONS: readonly Subscription[] = Object.entries(CONSUMERS).flatMap(
  ([consumer, events]) => events.map((event) => ({ consumer, event, queue: queueName(consumer, event) })),
);

/** Those of some consumers; of all where none are named. */
export const subscriptionsOf = (consumers?: readonly ConsumerName[]): readonly Subscription[] =>
  consumers
    ? SUBSCRIPTIONS.filter(({ consumer }) => (consumers as readonly string[]).includes(consumer))
    : SUBSCRIPTIONS;
