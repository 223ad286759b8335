// No gateway at all: a plain reverse proxy to the one subgraph that the small operation reaches.
import { createServer } from 'node:http';
import { Pool } from 'undici';
import { listen, runChild } from '../child/run-child.mjs';

/** As many as Arena's gateway keeps to a subgraph. */
const CONNECTIONS = 64;

const isOfTheConnection = (name) => ['connection', 'keep-alive', 'transfer-encoding'].includes(name);
const passedOn = (headers) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !isOfTheConnection(name)));

runChild({
  start: async ({ subgraphUrls }) => {
    const pool = new Pool(new URL(subgraphUrls.products).origin, { connections: CONNECTIONS });
    const server = createServer(async (request, response) => {
      try {
        const { url: path, method, headers } = request;
        const answer = await pool.request({ path, method, headers: passedOn(headers), body: request });
        response.writeHead(answer.statusCode, passedOn(answer.headers));
        answer.body.pipe(response);
      } catch {
        response.writeHead(502).end();
      }
    });
    return `${await listen(server)}/graphql`;
  },
});
