import { errorsText, type Framing } from './framing.ts';

const event = (result: string) => `event: next\ndata: ${result}\n\n`;
const end = 'event: complete\ndata:\n\n';

/**
 * Server-sent events, a connection for each subscription.
 * @see https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverSSE.md#distinct-connections-mode
 */
export const serverSentEvents: Framing = {
  transport: 'sse',
  contentType: 'text/event-stream; charset=utf-8',
  start: ':\n\n',
  heartbeat: ':\n\n',
  event,
  end,
  failure: ({ errors }) => event(errorsText(errors)) + end,
};
