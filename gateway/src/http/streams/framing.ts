import type { GraphQLFormattedError } from 'graphql';
import type { StreamEnded } from '../../subscriptions/stream-ended.ts';

/** How the events of a subscription are written into the body of an HTTP answer. */
export type Framing = {
  transport: 'sse' | 'multipart';
  contentType: string;
  /** goes before all else, at once, so that the client knows that it is connected */
  start: string;
  /** keeps what stands between from taking the silence for the end */
  heartbeat: string;
  /** @param result as JSON */
  event: (result: string) => string;
  /** says that no event comes any more */
  end: string;
  /** says why, and that no event comes any more */
  failure: (error: Pick<StreamEnded, 'errors' | 'kind'>) => string;
};

/** A result of nothing but errors, as JSON. */
export const errorsText = (errors: readonly GraphQLFormattedError[]): string => JSON.stringify({ errors });
