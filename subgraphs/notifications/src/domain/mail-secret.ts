import { ask } from '@arena/events';
import { NotFound, DomainError } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type { MailRow } from '../db/schema.ts';
import { factOf } from './fact.ts';

/** What a mail holds that is kept nowhere here; or why there is no sense in the mail any more. */
export type Secret = { secret: string | null } | { parked: string };

/** The code of a ticket; gone once the ticket is somebody else's, or nobody's. */
async function ticketCode({ bus }: App, { ticketId, userId }: MailRow): Promise<Secret> {
  if (ticketId === null) return { secret: null };
  try {
    return { secret: (await ask(bus, 'tickets.code', { ticketId, ownerId: userId })).code };
  } catch (error) {
    if (error instanceof DomainError && error.extensions.code === new NotFound('').extensions.code)
      return { parked: 'TICKET_GONE' };
    throw error;
  }
}

/**
 * Asks for the token or the code that a mail is to hold, which only the mailer is told, and only when it sends.
 * @throws SubgraphUnavailable
 */
export async function secretOf(app: App, mail: MailRow): Promise<Secret> {
  const fact = factOf(mail);
  switch (fact.kind) {
    case 'EMAIL_VERIFICATION':
    case 'PASSWORD_RESET': {
      const { requestId } = fact.params;
      const minted = await ask(app.bus, 'users.mint-token', { requestId, purpose: fact.kind });
      return minted?.userId === mail.userId ? { secret: minted.token } : { parked: 'EXPIRED' };
    }
    case 'TICKET_ISSUED':
      return ticketCode(app, mail);
    default:
      return { secret: null };
  }
}
