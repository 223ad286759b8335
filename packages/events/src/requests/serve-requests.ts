import { DomainError, type Logger } from '@arena/subgraph-kit';
import type { z } from 'zod';
import { stopAll, type EventBus, type MessageHeaders, type Running } from '../bus.ts';
import { REQUESTS, type RequestInput, type RequestName, type RequestOutput } from '../catalogue/requests.ts';
import type { answerSchema } from './ask.ts';

type Answer = z.input<typeof answerSchema>;

/** Answers one kind of request; a DomainError that it throws reaches whoever asks. */
export type RequestHandler<Name extends RequestName> = (
  input: RequestInput<Name>,
  headers: MessageHeaders,
) => Promise<RequestOutput<Name>>;

export type RequestHandlers<Names extends RequestName> = { [Name in Names]: RequestHandler<Name> };

const failed = (code: string, message: string, details: Record<string, unknown> = {}): Answer => ({
  ok: false,
  error: { code, message, details },
});

async function answerTo<Name extends RequestName>(
  name: Name,
  handler: RequestHandler<Name>,
  content: string,
  headers: MessageHeaders,
): Promise<Answer> {
  const input = REQUESTS[name].input.safeParse(JSON.parse(content));
  if (!input.success) return failed('BAD_USER_INPUT', `A ${name} request is not as the catalogue says`);
  try {
    return { ok: true, value: await handler(input.data as RequestInput<Name>, headers) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, ...details } = error.extensions;
    return failed(code, error.message, details);
  }
}

/** Answers the requests put to a subgraph. What nobody foresaw is logged, and INTERNAL to whoever asks. */
export async function serveRequests<Names extends RequestName>(
  bus: EventBus,
  handlers: RequestHandlers<Names>,
  logger: Logger,
): Promise<Running> {
  const serve = <Name extends Names>(name: Name): Promise<Running> =>
    bus.serve(name, async (content, headers) => {
      const answer = await answerTo(name, handlers[name], content, headers).catch((error: unknown) => {
        logger.error({ err: error, request: name, requestId: headers.requestId }, 'request failed');
        return failed('INTERNAL', 'Something went wrong on our side');
      });
      return JSON.stringify(answer);
    });
  const running = await Promise.all((Object.keys(handlers) as Names[]).map(serve));
  return stopAll(running);
}
