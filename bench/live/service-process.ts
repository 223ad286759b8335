// A service as a process of its own, as it is run anywhere, that tells its parent what it takes.
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { runChild } from '../gateway/child/run-child.mjs';
import { READ_ID } from './read-id.ts';

export type ServiceOptions = {
  /** its main module */
  entry: string;
  variables: Record<string, string | undefined>;
};

export type Memory = { rssBytes: number; heapBytes: number };

let requests = 0;
let reads = 0;

subscribe('http.server.request.start', (message) => {
  const { request } = message as { request: IncomingMessage };
  if (request.method !== 'POST') return;
  requests += 1;
  if (String(request.headers['x-request-id']).startsWith(READ_ID)) reads += 1;
});

runChild({
  /** Resolves once it listens. */
  start: async ({ entry, variables }: ServiceOptions) => {
    for (const [name, value] of Object.entries(variables)) {
      if (value !== undefined) process.env[name] = value;
    }
    await import(entry);
  },
  count: () => requests,
  /** how many of them were asked on behalf of a query so marked */
  countReads: () => reads,
  /** What is held once garbage is collected, which takes --expose-gc. */
  memory: (): Memory => {
    globalThis.gc?.();
    globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    return { rssBytes: rss, heapBytes: heapUsed + external };
  },
});
