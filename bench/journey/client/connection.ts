import { randomUUID } from 'node:crypto';
import { Client } from 'undici';
import { READ_ID } from '../../live/read-id.ts';
import type { Tally } from '../load/tally.ts';
import { dataOf, type Asked } from './answers.ts';
import { documentOf, isMutation } from './documents.ts';

/** Who asks: from which address, and by which access token if they are signed in. */
export type Asker = { address: string; accessToken?: string };

export type Page = { status: number; location: string | undefined; text: string };

/** A connection to the gateway on which one client asks, one thing at a time. */
export type Connection = {
  url: string;
  /** @throws Refused for a refusal that may come, UnexpectedAnswer for any other error */
  ask: <Data>(asked: Asked, asker: Asker) => Promise<Data>;
  /** Opens a page, or sends its form. */
  visit: (address: string, form?: Record<string, string>) => Promise<Page>;
  close: () => Promise<void>;
};

/** Opens a connection; whatever is asked on it is counted. */
export function openConnection(url: string, tally: () => Tally): Connection {
  const client = new Client(url);
  return {
    url,
    ask: async <Data>(asked: Asked, { address, accessToken }: Asker) => {
      const { operation, variables } = asked;
      const kind = isMutation(operation) ? 'write' : 'read';
      const startedAt = performance.now();
      const { statusCode, body } = await client.request({
        path: '/graphql',
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'x-forwarded-for': address,
          'x-request-id': `${kind === 'read' ? READ_ID : 'write-'}${randomUUID()}`,
          ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
        },
        body: JSON.stringify({ query: documentOf(operation), variables }),
      });
      const text = await body.text();
      tally().answered(operation, kind, performance.now() - startedAt);
      return dataOf<Data>(asked, statusCode, text);
    },
    visit: async (address, form) => {
      const { pathname, search } = new URL(address);
      const { statusCode, headers, body } = await client.request({
        path: pathname + search,
        method: form ? 'POST' : 'GET',
        ...(form && {
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams(form).toString(),
        }),
      });
      return { status: statusCode, location: headers['location']?.toString(), text: await body.text() };
    },
    close: () => client.destroy(),
  };
}
