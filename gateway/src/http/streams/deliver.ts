import type { HTTPGraphQLResponse } from '@apollo/server';
import type { Logger } from '@arena/subgraph-kit';
import type { ServerResponse } from 'node:http';
import type { Context, Streaming } from '../../context.ts';
import type { WatchSession } from '../../sessions/watch-session.ts';
import type { Stream } from '../../subscriptions/stream.ts';
import { closedBy } from '../../subscriptions/stream-ended.ts';
import { letGo } from '../load-shedding.ts';
import { acceptedFraming, takesEventsAlone } from './accepted-framing.ts';
import type { Framing } from './framing.ts';
import { sendStream, startStream } from './send-stream.ts';

export type DeliveryOptions = {
  /** how often a silent stream is kept alive */
  heartbeatMs: number;
  watch: WatchSession;
  logger: Logger;
};

type Opened = Context & { streaming: Streaming & { stream: Stream } };

const isOpened = (context: Context): context is Opened => context.streaming?.stream !== undefined;

/** Whether an answer says that the request was none, rather than what came of its operation. */
function isBadRequest({ status = 200, body }: HTTPGraphQLResponse): boolean {
  if (status < 400 || body.kind !== 'complete') return false;
  const { errors = [] } = JSON.parse(body.string) as { errors?: { extensions?: { code?: string } }[] };
  return errors.some(({ extensions }) => extensions?.code === 'BAD_REQUEST');
}

function setHeaders(response: ServerResponse, { headers }: HTTPGraphQLResponse): void {
  for (const [name, value] of headers) {
    // those of a body that is not sent
    if (name !== 'content-type' && name !== 'content-length') response.setHeader(name, value);
  }
}

/**
 * Makes what sends to clients that take events: a subscription's as they come, and to those that take events alone any
 * other answer as one event, as their protocol wants.
 * @returns a function that gives false for an answer that is to be sent as it is
 */
export function createDelivery({ heartbeatMs, watch, logger }: DeliveryOptions) {
  const deliverStream = (response: ServerResponse, framing: Framing, { streaming, identity }: Opened) => {
    const { stream, expiresAtMs } = streaming;
    const unwatch = watch({ identity, expiresAtMs }, (reason) => stream.fail(closedBy(reason)));
    letGo(response);
    sendStream(response, stream, framing, heartbeatMs)
      .catch((error: unknown) => {
        logger.error({ err: error }, 'a stream broke off');
        response.destroy();
      })
      .finally(unwatch);
  };

  return (answer: HTTPGraphQLResponse, context: Context, response: ServerResponse): boolean => {
    const { accept } = response.req.headers;
    const framing = acceptedFraming(accept);
    if (!framing) return false;
    if (isOpened(context)) {
      setHeaders(response, answer);
      deliverStream(response, framing, context);
      return true;
    }
    const { body } = answer;
    if (!takesEventsAlone(accept) || body.kind !== 'complete' || isBadRequest(answer)) return false;
    setHeaders(response, answer);
    startStream(response, framing);
    response.end(framing.event(body.string) + framing.end);
    return true;
  };
}
