import { eventually } from '@arena/testing';
import { streamed } from './http-client.ts';

type Result = {
  data?: Record<string, unknown> | null;
  errors?: unknown[];
  extensions?: Record<string, unknown>;
};

export type SubscribeOptions = {
  query: string;
  variables?: Record<string, unknown>;
  /** an access token */
  token?: string;
};

/** Subscribes over server-sent events, and reads what comes. */
export async function subscribed(url: string, { query, variables, token }: SubscribeOptions) {
  const answer = await streamed(url, {
    headers: { accept: 'text/event-stream', ...(token && { authorization: `Bearer ${token}` }) },
    body: { query, variables },
  });
  const results = (): Result[] =>
    [...answer.text().matchAll(/^data: (.+)\n/gm)].map(([, data]) => JSON.parse(data ?? '') as Result);
  return {
    /** all that has come so far */
    results,
    /** Waits for this many, and gives them. */
    untilResults: (count: number) =>
      eventually(
        async () => results(),
        (found) => found.length >= count,
      ),
    /** resolves once it has ended */
    ended: answer.ended,
    isComplete: () => answer.text().endsWith('event: complete\ndata:\n\n'),
    [Symbol.asyncDispose]: () => answer[Symbol.asyncDispose](),
  };
}
