import { DomainError } from '@arena/subgraph-kit';

/** Nothing of what was asked for is left. */
export class SoldOut extends DomainError {
  constructor(message: string) {
    super('SOLD_OUT', message);
  }
}

/** The person holds a ticket for the same tournament or match. */
export class AlreadyHasTicket extends DomainError {
  constructor() {
    super('ALREADY_HAS_TICKET', 'This person has a ticket for it already');
  }
}

/** The ticket does not allow this; `reason` says why. */
export class TicketInvalid extends DomainError {
  constructor(reason: string, message: string) {
    super('TICKET_INVALID', message, { reason });
  }
}
