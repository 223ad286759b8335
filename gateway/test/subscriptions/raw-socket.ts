import { LatestQueue } from '@arena/live';
import { register } from '@arena/testing';
import { once } from 'node:events';
import { expect } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';

/** A message of the subprotocol graphql-transport-ws. */
export type Message = {
  id?: string;
  type: string;
  payload?: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- each test knows what it asked for
};

/** A WebSocket to the gateway whose every message is the test's own. */
export type RawSocket = {
  /** Sends an object as JSON, and a text as it is. */
  send: (...messages: (object | string)[]) => void;
  /** Gives the next message once it has come; rejects when none comes any more. */
  next: () => Promise<Message>;
  /** resolves with the code by which the connection was closed */
  closed: Promise<number>;
  socket: WebSocket;
} & AsyncDisposable;

export type RawSocketOptions = ClientOptions & {
  /** the subprotocols that the client offers */
  protocols?: string[];
};

const MAX_MESSAGES = 10_000;

/** Connects, and says nothing. */
export async function rawSocket(url: string, options: RawSocketOptions = {}): Promise<RawSocket> {
  const { protocols = ['graphql-transport-ws'], ...others } = options;
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, protocols, others);
  const messages = new LatestQueue<Message>({ capacity: MAX_MESSAGES });
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as Message));
  const closed = new Promise<number>((resolve) => {
    socket.once('close', (code) => {
      messages.end();
      resolve(code);
    });
  });
  await once(socket, 'open');
  const client: Omit<RawSocket, typeof Symbol.asyncDispose> = {
    send: (...sent) => {
      for (const message of sent)
        socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    },
    next: async () => {
      const { value } = await messages.next();
      if (!value) throw new Error(`closed with ${await closed}`);
      return value;
    },
    closed,
    socket,
  };
  return register('WebSocket', client, async () => {
    socket.terminate();
    await closed;
  });
}

/** Connects and is let in, with these connectionParams. */
export async function welcomedSocket(
  url: string,
  params?: object,
  options?: RawSocketOptions,
): Promise<RawSocket> {
  const client = await rawSocket(url, options);
  client.send({ type: 'connection_init', ...(params && { payload: params }) });
  const { type } = await client.next();
  if (type !== 'connection_ack') throw new Error(`The gateway says ${type} to connection_init`);
  return client;
}

/** The message that begins an operation. */
export const operation = (id: string, query: string, others: object = {}): Message => ({
  id,
  type: 'subscribe',
  payload: { query, ...others },
});

/** The code of the first error of an answer that is nothing but errors. */
export function codeOf({ type, payload }: Message): unknown {
  expect(type).toBe('error');
  return (payload as { extensions: { code: string } }[])[0]?.extensions.code;
}
