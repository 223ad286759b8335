import {
  serveRequests,
  startConsumer,
  stopAll,
  type EventAdapters,
  type EventHandlers,
  type Running,
} from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { onBanLifted } from './on-ban-lifted.ts';
import { onCheckoutDisputed } from './on-checkout-disputed.ts';
import { onCheckoutEnded } from './on-checkout-ended.ts';
import { onCheckoutPaid } from './on-checkout-paid.ts';
import { onCheckoutProcessing } from './on-checkout-processing.ts';
import { onCheckoutRefunded } from './on-checkout-refunded.ts';
import { onMatchCanceled } from './on-match-canceled.ts';
import { onMatchFinished } from './on-match-finished.ts';
import { onPersonBanned } from './on-person-banned.ts';
import { onPlaceRefused } from './on-place-refused.ts';
import { onTournamentCanceled } from './on-tournament-canceled.ts';
import { onTournamentCreated } from './on-tournament-created.ts';
import { onTournamentFinished } from './on-tournament-finished.ts';
import { onTournamentRescheduled } from './on-tournament-rescheduled.ts';
import { onTournamentRosterClosed } from './on-tournament-roster-closed.ts';
import { onTournamentStaffChanged } from './on-tournament-staff-changed.ts';
import { onTournamentStarted } from './on-tournament-started.ts';
import { rpcAnswer } from './rpc-answer.ts';
import { rpcCheck } from './rpc-check.ts';
import { rpcCode } from './rpc-code.ts';
import { rpcRelease } from './rpc-release.ts';
import { rpcReserve } from './rpc-reserve.ts';

/** What is done about each event that the subgraph is told of. */
export const eventHandlers = (app: App): EventHandlers<typeof schema, 'tickets'> => ({
  'tournaments.created': onTournamentCreated(app),
  'tournaments.rescheduled': onTournamentRescheduled,
  'tournaments.roster-closed': onTournamentRosterClosed(app),
  'tournaments.started': onTournamentStarted(app),
  'tournaments.finished': onTournamentFinished(app),
  'tournaments.canceled': onTournamentCanceled(app),
  'tournaments.staff-changed': onTournamentStaffChanged,
  'tournaments.place-refused': onPlaceRefused(app),
  'tournaments.person-banned': onPersonBanned(app),
  'tournaments.ban-lifted': onBanLifted,
  'matches.finished': onMatchFinished,
  'matches.canceled': onMatchCanceled,
  'payments.paid': onCheckoutPaid(app),
  'payments.processing': onCheckoutProcessing(app),
  'payments.failed': onCheckoutEnded(app),
  'payments.expired': onCheckoutEnded(app),
  'payments.refunded': onCheckoutRefunded(app),
  'payments.disputed': onCheckoutDisputed(app),
});

/** The answer to each request that is put to the subgraph. */
const requestHandlers = (app: App) => ({
  'tickets.reserve': rpcReserve(app),
  'tickets.release': rpcRelease(app),
  'tickets.answer': rpcAnswer(app),
  'tickets.check': rpcCheck(app),
  'tickets.code': rpcCode(app),
});

/** Begins to handle events and to answer requests. */
export async function startEvents(app: App, { bus, metrics, failpoint }: EventAdapters): Promise<Running> {
  const { transact, logger } = app;
  const handlers = eventHandlers(app);
  const consumer = await startConsumer({
    consumer: 'tickets',
    handlers,
    bus,
    transact,
    logger,
    metrics,
    failpoint,
  });
  return stopAll([consumer, await serveRequests(bus, requestHandlers(app), logger)]);
}
