import { createClient } from 'graphql-sse';
import { requestFor, type Following, type Hearing, type Leave } from './watcher.ts';

/** Follows something over server-sent events, as nobody unless an access token is given. */
export function followBySse(
  url: string,
  accessToken: string | undefined,
  following: Following,
  { onEvent, onEnd }: Hearing,
): Leave {
  let isOver = false;
  const client = createClient({
    url: `${url}/graphql`,
    headers: accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` },
    retryAttempts: 0,
  });
  const leave = () => {
    isOver = true;
    client.dispose();
  };
  const end = (reason?: unknown) => {
    if (isOver) return;
    leave();
    onEnd(reason);
  };
  client.subscribe(requestFor(following), {
    next: (result) => onEvent(result as Parameters<typeof onEvent>[0]),
    error: end,
    complete: () => end(),
  });
  return leave;
}
