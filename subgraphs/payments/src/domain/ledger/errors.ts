/** The ledger does not record this; nothing of it is written. */
export class LedgerRefused extends Error {
  readonly reason: 'NOTHING_TO_PAY' | 'ORGANIZER_UNKNOWN' | 'NOT_PAID' | 'BEYOND_PAYMENT';

  constructor(reason: LedgerRefused['reason'], message: string) {
    super(message);
    this.name = 'LedgerRefused';
    this.reason = reason;
  }
}
