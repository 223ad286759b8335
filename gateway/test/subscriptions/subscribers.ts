import { eventually, register } from '@arena/testing';
import { request, type IncomingMessage } from 'node:http';
import { StringDecoder } from 'node:string_decoder';
import { operation, welcomedSocket, type Message } from './raw-socket.ts';
import { UPDATES, variables as tournament } from './tournament-updates.ts';

export const TRANSPORTS = ['WebSocket', 'server-sent events', 'multipart'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** What a client is told at a time. */
export type Result = {
  data?: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- each test knows what it asked for
  errors?: { message: string; extensions: { code: string; reason?: string } }[];
  extensions?: { dropped?: number };
};

/** A client with one subscription, whatever it came by. */
export type Subscriber = {
  /** what has come so far */
  results: Result[];
  /** Waits until what has come satisfies the test. */
  until: (isRight: (results: Result[]) => boolean) => Promise<Result[]>;
  /** resolves with a WebSocket's close code or the last error's, else with `complete` or `cut` */
  ended: Promise<string | number>;
  /** Stops reading. */
  pause: () => void;
  resume: () => void;
} & AsyncDisposable;

export type SubscriberOptions = { headers?: Record<string, string>; variables?: object };

type Wire = Omit<Subscriber, 'until' | typeof Symbol.asyncDispose> & { leave: () => PromiseLike<void> };

const isLast = ({ errors, data }: Result): boolean => errors !== undefined && data === undefined;
const codeOf = ({ errors }: Result): string => errors?.[0]?.extensions.code ?? 'no code';

async function byWebSocket(
  url: string,
  { headers, variables = tournament }: SubscriberOptions,
): Promise<Wire> {
  const client = await welcomedSocket(url, headers);
  const results: Result[] = [];
  const ended = new Promise<string | number>((resolve) => {
    client.socket.on('message', (data: Buffer) => {
      const { type, payload } = JSON.parse(data.toString()) as Message;
      if (type === 'complete') return resolve('complete');
      const result = (type === 'error' ? { errors: payload as unknown } : payload) as Result;
      results.push(result);
      if (type === 'error') resolve(codeOf(result));
    });
    void client.closed.then(resolve);
  });
  client.send(operation('1', UPDATES, { variables }));
  return {
    results,
    ended,
    pause: () => client.socket.pause(),
    resume: () => client.socket.resume(),
    leave: () => client[Symbol.asyncDispose](),
  };
}

type Reading = {
  accept: string;
  /** what stands between two results */
  separator: string;
  /** the JSON of a result, where this is one */
  json: (text: string) => string | undefined;
  resultOf: (json: any) => Result | undefined; // eslint-disable-line @typescript-eslint/no-explicit-any -- as it came
};

const EVENTS: Reading = {
  accept: 'text/event-stream',
  separator: '\n\n',
  json: (text) => /^data: (.+)$/m.exec(text)?.[1],
  resultOf: (result: Result) => result,
};

const PARTS: Reading = {
  accept: 'multipart/mixed;subscriptionSpec=1.0, application/json',
  separator: '\r\n--graphql',
  json: (text) => /\{.*\}/s.exec(text)?.[0],
  // an answer that is no stream has its errors as they are
  resultOf: ({ payload, errors }: { payload?: Result | null; errors?: Result['errors'] }) =>
    payload ?? (errors && { errors }),
};

async function byHttp(
  url: string,
  { accept, separator, json, resultOf }: Reading,
  { headers, variables = tournament }: SubscriberOptions,
): Promise<Wire> {
  const sent = request(`${url}/graphql`, {
    method: 'POST',
    agent: false,
    headers: { accept, 'content-type': 'application/json', ...headers },
  });
  sent.end(JSON.stringify({ query: UPDATES, variables }));
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve).once('error', reject);
  });
  const results: Result[] = [];
  const decoder = new StringDecoder();
  let rest = '';
  const read = (texts: string[]) => {
    for (const text of texts) {
      const found = json(text);
      const result = found && resultOf(JSON.parse(found));
      if (result) results.push(result);
    }
  };
  answer.on('data', (chunk: Buffer) => {
    const texts = (rest + decoder.write(chunk)).split(separator);
    rest = texts.pop() ?? '';
    read(texts);
  });
  const closed = new Promise<void>((resolve) => answer.once('close', resolve));
  const ended = new Promise<string>((resolve) => {
    answer.once('end', () => {
      read([rest]);
      const last = results.at(-1);
      resolve(last && isLast(last) ? codeOf(last) : 'complete');
    });
    answer.once('error', () => resolve('cut'));
  });
  return {
    results,
    ended,
    pause: () => answer.pause(),
    resume: () => answer.resume(),
    leave: () => {
      answer.destroy();
      return closed;
    },
  };
}

function wire(transport: Transport, url: string, options: SubscriberOptions): Promise<Wire> {
  if (transport === 'WebSocket') return byWebSocket(url, options);
  return byHttp(url, transport === 'multipart' ? PARTS : EVENTS, options);
}

/** Subscribes to the updates of a tournament. */
export async function subscriber(
  transport: Transport,
  url: string,
  options: SubscriberOptions = {},
): Promise<Subscriber> {
  const { leave, ...parts } = await wire(transport, url, options);
  const until = (isRight: (results: Result[]) => boolean) => eventually(async () => parts.results, isRight);
  return register('subscriber', { ...parts, until }, async () => await leave());
}
