// All subgraphs in one process, each on a port of its own. They do not look at who asks.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen, runChild } from '../../gateway/child/run-child.mjs';
import { createAnswerer, type Answerer } from '../graph/answer.ts';
import { nameOf } from '../graph/subgraphs.ts';

let answered = 0;

async function serve(answer: Answerer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
    query: string;
    variables?: Record<string, unknown>;
  };
  const body = JSON.stringify({ data: answer(query, variables ?? {}) });
  answered += 1;
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

runChild({
  /** Resolves with the addresses of as many, by their names. */
  start: async (count: number): Promise<Record<string, string>> => {
    const urls: Record<string, string> = {};
    const answer = createAnswerer(count);
    for (let subgraph = 0; subgraph < count; subgraph += 1) {
      const server = createServer((request, response) => {
        serve(answer, request, response).catch((error: unknown) => {
          console.error(`${nameOf(subgraph)}:`, error);
          response.writeHead(500).end();
        });
      });
      // a gateway must not meet a connection that is just being closed for idleness
      server.keepAliveTimeout = 600_000;
      urls[nameOf(subgraph)] = `${await listen(server)}/graphql`;
    }
    return urls;
  },
  count: () => answered,
});
