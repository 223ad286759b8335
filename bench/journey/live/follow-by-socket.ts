import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { requestFor, type Following, type Hearing, type Leave } from './watcher.ts';

/** Follows several things over one WebSocket, as the person whose access token is given. */
export function followBySocket(
  url: string,
  accessToken: string | undefined,
  followings: readonly Following[],
  { onEvent, onEnd }: Hearing,
): Leave {
  let isOver = false;
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` },
    // whoever is told of the end by the subscriptions needs no word of it on the console
    onNonLazyError: () => {},
  });
  const leave = () => {
    isOver = true;
    // a connection that is not there yet, and will not be, has nothing to close
    Promise.resolve(client.dispose()).catch(() => {});
  };
  const end = (reason?: unknown) => {
    if (isOver) return;
    leave();
    onEnd(reason);
  };
  for (const following of followings) {
    client.subscribe(requestFor(following), { next: onEvent, error: end, complete: end });
  }
  return leave;
}
