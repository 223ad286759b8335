import { createClient } from 'graphql-sse';

export type LiveEvent = Record<string, unknown>;

export type Followed = {
  /** what has been told so far: the one field of each event, or its errors */
  seen: readonly LiveEvent[];
  /** Resolves once it has ended by itself. */
  ended: Promise<void>;
  stop: () => void;
};

/** Follows a subscription as a web page does, from now on; an access token says who it is. */
export function follow(
  url: string,
  accessToken: string | undefined,
  query: string,
  variables: Record<string, unknown>,
): Followed {
  const client = createClient({
    url: `${url}/graphql`,
    headers: accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` },
    retryAttempts: 0,
  });
  const seen: LiveEvent[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    client.subscribe<Record<string, LiveEvent>>(
      { query, variables },
      {
        next: ({ data, errors }) => void seen.push(Object.values(data ?? {})[0] ?? { errors }),
        error: reject,
        complete: resolve,
      },
    );
  });
  return { seen, ended, stop: () => client.dispose() };
}
