import { startConsumer, type EventAdapters, type EventHandlers, type Running } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { onBanLifted } from './on-ban-lifted.ts';
import { onMatchCanceled } from './on-match-canceled.ts';
import { onPersonBanned } from './on-person-banned.ts';
import { onTicketInvalidated } from './on-ticket-invalidated.ts';
import { onTicketIssued } from './on-ticket-issued.ts';
import { onTicketReleased } from './on-ticket-released.ts';
import { onTicketUnavailable } from './on-ticket-unavailable.ts';
import { onTournamentCanceled } from './on-tournament-canceled.ts';
import { onTournamentCreated } from './on-tournament-created.ts';
import { onTournamentFinished } from './on-tournament-finished.ts';
import { onTournamentRosterClosed } from './on-tournament-roster-closed.ts';
import { onTournamentStaffChanged } from './on-tournament-staff-changed.ts';
import { onTournamentStarted } from './on-tournament-started.ts';

/** What is done about each event that the subgraph is told of. */
export const eventHandlers = (app: App): EventHandlers<typeof schema, 'payments'> => ({
  'tournaments.created': onTournamentCreated,
  'tournaments.roster-closed': onTournamentRosterClosed(app),
  'tournaments.started': onTournamentStarted(app),
  'tournaments.finished': onTournamentFinished(app),
  'tournaments.canceled': onTournamentCanceled(app),
  'tournaments.staff-changed': onTournamentStaffChanged,
  'tournaments.person-banned': onPersonBanned(app),
  'tournaments.ban-lifted': onBanLifted,
  'matches.canceled': onMatchCanceled(app),
  'tickets.issued': onTicketIssued(app),
  'tickets.unavailable': onTicketUnavailable(app),
  'tickets.released': onTicketReleased(app),
  'tickets.invalidated': onTicketInvalidated(app),
});

/** Begins to handle events. */
export function startEvents(app: App, { bus, metrics, failpoint }: EventAdapters): Promise<Running> {
  const { transact, logger } = app;
  const handlers = eventHandlers(app);
  return startConsumer({ consumer: 'payments', handlers, bus, transact, logger, metrics, failpoint });
}
