import { startConsumer, type EventAdapters, type EventHandlers, type Running } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { onDonationReceived } from './on-donation-received.ts';
import { onEmailVerificationRequested } from './on-email-verification-requested.ts';
import { onMatchCanceled } from './on-match-canceled.ts';
import { onMatchCreated } from './on-match-created.ts';
import { onMatchFinished } from './on-match-finished.ts';
import { onMatchReminderDue } from './on-match-reminder-due.ts';
import { onMatchRescheduled } from './on-match-rescheduled.ts';
import { onMatchResultCorrected } from './on-match-result-corrected.ts';
import { onMatchStarted } from './on-match-started.ts';
import { onPasswordChanged } from './on-password-changed.ts';
import { onPasswordResetRequested } from './on-password-reset-requested.ts';
import { onPaymentFailed } from './on-payment-failed.ts';
import { onPaymentRefunded } from './on-payment-refunded.ts';
import { onPaymentSucceeded } from './on-payment-succeeded.ts';
import { onPlayerJoined } from './on-player-joined.ts';
import { onProfileUpdated } from './on-profile-updated.ts';
import { onRegistered } from './on-registered.ts';
import { onStreamCreated } from './on-stream-created.ts';
import { onSuspended } from './on-suspended.ts';
import { onTicketInvalidated } from './on-ticket-invalidated.ts';
import { onTicketIssued } from './on-ticket-issued.ts';
import { onTicketOffered } from './on-ticket-offered.ts';
import { onTicketTransferred } from './on-ticket-transferred.ts';
import { onTournamentCanceled } from './on-tournament-canceled.ts';
import { onTournamentCreated } from './on-tournament-created.ts';
import { onTournamentRescheduled } from './on-tournament-rescheduled.ts';
import { onTournamentStaffChanged } from './on-tournament-staff-changed.ts';
import { onTournamentUpdated } from './on-tournament-updated.ts';
import { onViewerKicked } from './on-viewer-kicked.ts';

/** What is done about each event that the subgraph is told of. */
export const eventHandlers = (app: App): EventHandlers<typeof schema, 'notifications'> => ({
  'users.registered': onRegistered(app),
  'users.profile-updated': onProfileUpdated(app),
  'users.email-verification-requested': onEmailVerificationRequested(app),
  'users.password-reset-requested': onPasswordResetRequested(app),
  'users.password-changed': onPasswordChanged(app),
  'users.suspended': onSuspended(app),
  'tournaments.created': onTournamentCreated(app),
  'tournaments.updated': onTournamentUpdated(app),
  'tournaments.rescheduled': onTournamentRescheduled(app),
  'tournaments.canceled': onTournamentCanceled(app),
  'tournaments.staff-changed': onTournamentStaffChanged(app),
  'tournaments.player-joined': onPlayerJoined(app),
  'matches.created': onMatchCreated(app),
  'matches.rescheduled': onMatchRescheduled(app),
  'matches.started': onMatchStarted(app),
  'matches.finished': onMatchFinished(app),
  'matches.result-corrected': onMatchResultCorrected(app),
  'matches.canceled': onMatchCanceled(app),
  'matches.reminder-due': onMatchReminderDue(app),
  'tickets.issued': onTicketIssued(app),
  'tickets.invalidated': onTicketInvalidated(app),
  'tickets.offered': onTicketOffered(app),
  'tickets.transferred': onTicketTransferred(app),
  'payments.succeeded': onPaymentSucceeded(app),
  'payments.failed': onPaymentFailed(app),
  'payments.refunded': onPaymentRefunded(app),
  'donations.received': onDonationReceived(app),
  'streams.created': onStreamCreated(app),
  'streams.viewer-kicked': onViewerKicked(app),
});

/** Begins to handle events. */
export const startEvents = (app: App, { bus, metrics, failpoint }: EventAdapters): Promise<Running> => {
  const { transact, logger } = app;
  const handlers = eventHandlers(app);
  return startConsumer({ consumer: 'notifications', handlers, bus, transact, logger, metrics, failpoint });
};
