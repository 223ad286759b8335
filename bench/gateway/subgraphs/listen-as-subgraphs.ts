import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '../child/run-child.mjs';

/** Answers the text of a request with that of an answer. */
export type AnswerText = (body: string) => string | Promise<string>;

let answered = 0;

/** How many requests have been answered by all of them. */
export const countAnswered = (): number => answered;

async function serve(answer: AnswerText, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = await answer(Buffer.concat(chunks).toString());
  answered += 1;
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

/** Serves subgraphs, each on a port of its own. They do not look at who asks. @returns their addresses by name */
export async function listenAsSubgraphs(
  answers: Iterable<readonly [name: string, answer: AnswerText]>,
): Promise<Record<string, string>> {
  const urls: Record<string, string> = {};
  for (const [name, answer] of answers) {
    const server = createServer((request, response) => {
      serve(answer, request, response).catch((error: unknown) => {
        console.error(`${name}:`, error);
        response.writeHead(500).end();
      });
    });
    // a gateway must not meet a connection that is just being closed for idleness
    server.keepAliveTimeout = 600_000;
    urls[name] = `${await listen(server)}/graphql`;
  }
  return urls;
}
