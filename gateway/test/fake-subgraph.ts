import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GraphqlSockets } from '@arena/subgraph-kit';
import { register } from '@arena/testing';
import { fakeEvents, type FakeEvents } from './fake-events.ts';

export type Received = {
  headers: IncomingHttpHeaders;
  query: string;
  variables: Record<string, unknown>;
  /** resolves when the connection of the call closes */
  closed: Promise<void>;
};

type Reply = { status?: number; body: unknown; type?: string };

/** How a stand-in subgraph answers an operation; `'hang'` never does, `'cut'` ends the connection. */
export type Answer = (received: Received) => Reply | Promise<Reply> | 'hang' | 'cut';

export type FakeSubgraph = {
  url: string;
  received: Received[];
  answer: Answer;
  live: FakeEvents & GraphqlSockets;
} & AsyncDisposable;

const EMPTY: Answer = () => ({ body: { data: {} } });

/**
 * A subgraph at the far end of the wire whose answers the test decides. `jwks` is served where access tokens'
 * keys are looked for.
 */
export async function fakeSubgraph(jwks: unknown = { keys: [] }): Promise<FakeSubgraph> {
  const server = createServer(async (request, response) => {
    if (request.url?.startsWith('/health')) return response.end('{}');
    if (request.url === '/.well-known/jwks.json') return response.end(JSON.stringify(jwks));
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as Pick<
      Received,
      'query' | 'variables'
    >;
    const closed = new Promise<void>((resolve) => response.once('close', resolve));
    const received = { headers: request.headers, query, variables, closed };
    subgraph.received.push(received);
    const reply = await subgraph.answer(received);
    if (reply === 'hang') return;
    if (reply === 'cut') return void request.socket.destroy();
    response.writeHead(reply.status ?? 200, { 'content-type': reply.type ?? 'application/json' });
    response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
  });
  const live = fakeEvents();
  server.on('upgrade', live.upgrade);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const subgraph: FakeSubgraph = register(
    'fake subgraph',
    { url: `http://127.0.0.1:${port}`, received: [] as Received[], answer: EMPTY, live },
    async () => {
      await live.closeAll(1001, 'Going away');
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  );
  return subgraph;
}
