import { startConsumer, type EventAdapters, type EventHandlers, type Running } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { onBanLifted } from './on-ban-lifted.ts';
import { onCheckoutDisputed } from './on-checkout-disputed.ts';
import { onMatchCanceled } from './on-match-canceled.ts';
import { onMatchCreated } from './on-match-created.ts';
import { onMatchFinished } from './on-match-finished.ts';
import { onMatchStarted } from './on-match-started.ts';
import { onPersonBanned } from './on-person-banned.ts';
import { onTicketInvalidated } from './on-ticket-invalidated.ts';
import { onTicketTransferred } from './on-ticket-transferred.ts';
import { onTournamentCreated } from './on-tournament-created.ts';
import { onTournamentEnded } from './on-tournament-ended.ts';
import { onTournamentStaffChanged } from './on-tournament-staff-changed.ts';

/** What is done about each event that the subgraph is told of. */
export const eventHandlers = (app: App): EventHandlers<typeof schema, 'streams'> => ({
  'tournaments.created': onTournamentCreated,
  'tournaments.staff-changed': onTournamentStaffChanged(app),
  'tournaments.finished': onTournamentEnded(app),
  'tournaments.canceled': onTournamentEnded(app),
  'tournaments.person-banned': onPersonBanned(app),
  'tournaments.ban-lifted': onBanLifted,
  'matches.created': onMatchCreated(app),
  'matches.started': onMatchStarted(app),
  'matches.finished': onMatchFinished(app),
  'matches.canceled': onMatchCanceled(app),
  'tickets.invalidated': onTicketInvalidated(app),
  'tickets.transferred': onTicketTransferred(app),
  'payments.disputed': onCheckoutDisputed(app),
});

/** Begins to handle events. */
export function startEvents(app: App, { bus, metrics, failpoint }: EventAdapters): Promise<Running> {
  const { transact, logger } = app;
  const handlers = eventHandlers(app);
  return startConsumer({ consumer: 'streams', handlers, bus, transact, logger, metrics, failpoint });
}
