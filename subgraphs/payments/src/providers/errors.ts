/** The provider does not answer, or answers with a fault of its own; trying again may help. */
export class ProviderUnavailable extends Error {
  override name = 'ProviderUnavailable';
}

/** The provider answers with a fault of its own; under the same key it may answer so for a day. */
export class ProviderFaulty extends ProviderUnavailable {
  override name = 'ProviderFaulty';
}

/** The provider is still at the same request, under the same key, for an earlier call. */
export class ProviderBusy extends ProviderUnavailable {
  override name = 'ProviderBusy';
}

/** The provider will not do what it was asked, however often. */
export class ProviderRefused extends Error {
  override name = 'ProviderRefused';
  /** why, as Stripe names it: `resource_missing`, `amount_too_large` ... */
  readonly code: string;

  /** @param trace by what the provider finds the request again */
  constructor(code: string, trace?: string) {
    super(`The provider refuses: ${code}${trace === undefined ? '' : ` (${trace})`}`);
    this.code = code;
  }
}

export type WebhookRefusal = 'UNSIGNED' | 'BAD_SIGNATURE' | 'STALE' | 'MALFORMED' | 'WRONG_MODE';

/** A webhook that is not to be believed; `reason` says why. */
export class WebhookRefused extends Error {
  override name = 'WebhookRefused';
  readonly reason: WebhookRefusal;

  constructor(reason: WebhookRefusal) {
    super(`The webhook is refused: ${reason}`);
    this.reason = reason;
  }
}
