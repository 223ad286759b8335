import { serveRequests, startConsumer, type EventAdapters, type Running } from '@arena/events';
import type { App } from '../app.ts';
import { onTicketInvalidated } from './on-ticket-invalidated.ts';
import { onTicketIssued } from './on-ticket-issued.ts';
import { onTicketTransferred } from './on-ticket-transferred.ts';
import { replyMatchRole } from './rpc-match-role.ts';
import { replyName } from './rpc-name.ts';
import { replySaleTerms } from './rpc-sale-terms.ts';

/** Has the subgraph told of the events of others. */
export const consumeEvents = (app: App, { bus, metrics, failpoint }: EventAdapters): Promise<Running> =>
  startConsumer({
    consumer: 'tournaments',
    handlers: {
      'tickets.issued': onTicketIssued(app),
      'tickets.invalidated': onTicketInvalidated(app),
      'tickets.transferred': onTicketTransferred(app),
    },
    bus,
    transact: app.transact,
    logger: app.logger,
    metrics,
    failpoint,
  });

/** Answers the requests that other domains put to this one. */
export const answerRequests = (app: App, { bus }: EventAdapters): Promise<Running> =>
  serveRequests(
    bus,
    {
      'tournaments.sale-terms': replySaleTerms(app),
      'tournaments.name': replyName(app),
      'tournaments.match-role': replyMatchRole(app),
    },
    app.logger,
  );
