import Stripe from 'stripe';

/** A buyer waits meanwhile; what is made of them all ends sooner still. */
const TIMEOUT_MS = 3_000;
const RETRIES = 1;

export type StripeClientOptions = {
  secretKey: string;
  /** `https://api.stripe.com`, or where something else speaks as it does */
  apiUrl: string;
  timeoutMs?: number;
  retries?: number;
};

const DEFAULT_PORTS: Record<string, string> = { 'http:': '80', 'https:': '443' };

/** Stripe's own client. It repeats a request that got no answer, under the same idempotency key. */
export function createStripeClient(options: StripeClientOptions): Stripe {
  const { protocol, hostname, port } = new URL(options.apiUrl);
  return new Stripe(options.secretKey, {
    protocol: protocol === 'http:' ? 'http' : 'https',
    host: hostname,
    port: port || (DEFAULT_PORTS[protocol] ?? '443'),
    timeout: options.timeoutMs ?? TIMEOUT_MS,
    maxNetworkRetries: options.retries ?? RETRIES,
    telemetry: false,
  });
}
