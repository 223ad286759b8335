import { randomBytes } from 'node:crypto';
import type { ProviderParts } from '../open-provider.ts';

/** How webhooks are brought: each at once, once and in order, unless it is wished otherwise. */
export type WebhookSettings = {
  /** how often each is brought again, whether or not it has been taken */
  repeats: number;
  /** how long each is kept back */
  delayMs: number;
  /** whether each is kept back for a part of that by chance, so that they overtake each other */
  isShuffled: boolean;
};

/** What the sandbox does its work with. */
export type Sandbox = Pick<ProviderParts, 'db' | 'now'> & {
  /** where clients reach its page */
  publicUrl: string;
  webhooks: WebhookSettings;
};

/** A new id that nobody can guess, as `cs_sandbox_…`. */
export const sandboxId = (kind: 'cs' | 'pi' | 'ch' | 're' | 'dp' | 'evt'): string =>
  `${kind}_sandbox_${randomBytes(24).toString('base64url')}`;
