import type { z } from 'zod';
import { matchesEvents } from './matches.ts';
import { paymentsEvents } from './payments.ts';
import { streamsEvents } from './streams.ts';
import { ticketsEvents } from './tickets.ts';
import { tournamentsEvents } from './tournaments.ts';
import { usersEvents } from './users.ts';

/** Every event that crosses a domain's border, by its name. */
export const EVENTS = {
  ...usersEvents,
  ...tournamentsEvents,
  ...matchesEvents,
  ...ticketsEvents,
  ...paymentsEvents,
  ...streamsEvents,
};

export type EventName = keyof typeof EVENTS;

/** What an event carries. */
export type EventPayload<Name extends EventName> = z.output<(typeof EVENTS)[Name]['schema']>;

/** An event, about to be told. */
export type ArenaEvent = { [Name in EventName]: { name: Name; payload: EventPayload<Name> } }[EventName];

/** Under which key an event of this version travels, as `tournaments.created.v1`. */
export const routingKey = (name: EventName, version: number = EVENTS[name].version): string =>
  `${name}.v${version}`;
