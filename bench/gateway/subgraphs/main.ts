// The four subgraphs in one process, each on a port of its own. They do not look at who asks.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen, runChild } from '../child/run-child.mjs';
import { subgraphExecutor } from './executor.mjs';
import { resolvers } from './resolvers.ts';
import { readSchemas } from './schemas.ts';

let answered = 0;

async function answer(
  execute: ReturnType<typeof subgraphExecutor>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = await execute(Buffer.concat(chunks).toString());
  answered += 1;
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

runChild({
  start: async () => {
    const urls: Record<string, string> = {};
    for (const [name, typeDefs] of readSchemas()) {
      const execute = subgraphExecutor(typeDefs, resolvers[name] ?? {});
      const server = createServer((request, response) => {
        answer(execute, request, response).catch((error: unknown) => {
          console.error(`${name}:`, error);
          response.writeHead(500).end();
        });
      });
      // a gateway must not meet a connection that is just being closed for idleness
      server.keepAliveTimeout = 600_000;
      urls[name] = `${await listen(server)}/graphql`;
    }
    return urls;
  },
  count: () => answered,
});
