import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { disputeTicket } from '../domain/dispute-ticket.ts';
import { followRevoked } from '../domain/follow-revoked.ts';

export const onCheckoutDisputed =
  (app: App): EventHandler<typeof schema, 'payments.disputed'> =>
  async (tx, disputed) => {
    const revoked = await disputeTicket(tx, disputed);
    return () => followRevoked(app, revoked);
  };
