import { eventually, register } from '@arena/testing';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

/** An answer that goes on, as it comes over the wire. */
export type StreamedAnswer = {
  status: number;
  headers: IncomingHttpHeaders;
  /** what has come so far */
  text: () => string;
  /** Waits until what has come satisfies the test. */
  until: (isRight: (text: string) => boolean) => Promise<string>;
  /** resolves when the answer has ended, and rejects when it broke off */
  ended: Promise<void>;
} & AsyncDisposable;

export type StreamRequest = {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: unknown;
};

/** Sends a request and reads its answer as it comes. */
export async function streamed(url: string, options: StreamRequest): Promise<StreamedAnswer> {
  const { method = 'POST', path = '/graphql', headers = {}, body } = options;
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const sent = request(`${url}${path}`, { method, headers: { ...json, ...headers } });
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve).once('error', reject);
  });
  let text = '';
  answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<void>((resolve, reject) => {
    answer.once('end', resolve).once('error', reject);
  });
  // a test that does not ask how it ended does not mind
  ended.catch(() => {});
  return register(
    'streamed answer',
    {
      status: answer.statusCode ?? 0,
      headers: answer.headers,
      text: () => text,
      until: (isRight: (text: string) => boolean) => eventually(async () => text, isRight),
      ended,
    },
    async () => {
      const closed = new Promise((resolve) => answer.once('close', resolve));
      answer.destroy();
      if (!answer.closed) await closed;
    },
  );
}
