import { DomainError } from '@arena/subgraph-kit';

/** No ticket admits the person; `reason` says whether one is missing (REQUIRED) or of no use (NOT_VALID). */
export class TicketInvalid extends DomainError {
  constructor(reason: 'REQUIRED' | 'NOT_VALID', message: string) {
    super('TICKET_INVALID', message, { reason });
  }
}
