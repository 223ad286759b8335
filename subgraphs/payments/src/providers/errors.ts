/** The provider does not answer, or answers with a fault of its own; trying again may help. */
export class ProviderUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ProviderUnavailable';
  }
}

/** A webhook that is not to be believed; `reason` says why. */
export class WebhookRefused extends Error {
  constructor(readonly reason: 'UNSIGNED' | 'BAD_SIGNATURE' | 'STALE' | 'MALFORMED' | 'WRONG_MODE') {
    super(`The webhook is refused: ${reason}`);
    this.name = 'WebhookRefused';
  }
}
