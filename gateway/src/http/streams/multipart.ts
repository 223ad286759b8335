import { errorsText, type Framing } from './framing.ts';

const boundary = '\r\n--graphql';
// the boundary that ends a part goes with it, so that clients take the part at once
const part = (content: string) => `\r\ncontent-type: application/json\r\n\r\n${content}${boundary}`;
const end = '--\r\n';

/**
 * Parts of a multipart body, as Apollo's clients take them without more ado.
 * @see https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/multipart-protocol
 */
export const multipart: Framing = {
  transport: 'multipart',
  contentType: 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0',
  start: boundary,
  heartbeat: part('{}'),
  event: (result) => part(`{"payload":${result}}`),
  end,
  failure: ({ errors, kind }) =>
    part(
      kind === 'refused'
        ? `{"payload":${errorsText(errors)}}`
        : `{"payload":null,"errors":${JSON.stringify(errors)}}`,
    ) + end,
};
