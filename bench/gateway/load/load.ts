// The load generator: a process that keeps a number of connections busy, each with one request at a time.
import { Client } from 'undici';
import { runChild } from '../child/run-child.mjs';
import { bodyOf, OPERATIONS, type Mode } from './operations.ts';
import { percentile } from './percentile.ts';

export type LoadOptions = {
  url: string;
  operation: string;
  mode: Mode;
  milliseconds: number;
  /** one connection per access token */
  accessTokens: string[];
};

export type Asked = { requests: number; seconds: number; p50Ms: number; p99Ms: number };

/**
 * Seeds of one connection, and how far apart connections are: no two ever share one. Where the whole is never the same
 * they are fewer, so that all entities have soon been seen.
 */
const SEEDS_PER_CONNECTION = { identical: 1, varied: 50, unlike: 5 };
const IDENTICAL_SEED = 3;
const ERRORS = Buffer.from('"errors":');

type Asking = { path: string; body: string; headers: Record<string, string> };

/** Asks once; resolves when the whole answer is there, rejects unless it is one without errors. */
function askOnce(client: Client, { path, body, headers }: Asking): Promise<void> {
  return new Promise((resolve, reject) => {
    let status = 0;
    const chunks: Buffer[] = [];
    client.dispatch(
      { path, method: 'POST', headers, body },
      {
        onRequestStart: () => {},
        onResponseStart: (_controller, statusCode) => void (status = statusCode),
        onResponseData: (_controller, chunk) => void chunks.push(chunk),
        onResponseEnd: () => {
          const answer = Buffer.concat(chunks);
          if (status === 200 && !answer.includes(ERRORS)) return resolve();
          reject(new Error(`The gateway answered ${status}: ${answer.toString().slice(0, 500)}`));
        },
        onResponseError: (_controller, error) => reject(error),
      },
    );
  });
}

async function load(options: LoadOptions): Promise<Asked> {
  const operation = OPERATIONS.find(({ name }) => name === options.operation);
  if (!operation) throw new Error(`There is no operation ${options.operation}.`);
  const { origin, pathname } = new URL(options.url);
  const latencies: number[] = [];
  const own = SEEDS_PER_CONNECTION[options.mode];

  const connections = options.accessTokens.map((token, index) => {
    const seeds =
      options.mode === 'identical'
        ? [IDENTICAL_SEED]
        : Array.from({ length: own }, (_, i) => index * own + i);
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: `Bearer ${token}`,
    };
    return {
      client: new Client(origin),
      ask: { path: pathname, headers },
      bodies: seeds.map((seed) => bodyOf(operation, seed)),
      seeds,
    };
  });

  const startedAt = performance.now();
  const endsAt = startedAt + options.milliseconds;
  try {
    await Promise.all(
      connections.map(async ({ client, ask, bodies, seeds }) => {
        for (let turn = 0; performance.now() < endsAt; turn += 1) {
          const index = turn % seeds.length;
          const body =
            options.mode === 'unlike'
              ? bodyOf(operation, seeds[index] as number, process.hrtime()[1] + turn)
              : (bodies[index] as string);
          const askedAt = performance.now();
          await askOnce(client, { ...ask, body });
          latencies.push(performance.now() - askedAt);
        }
      }),
    );
    const seconds = (performance.now() - startedAt) / 1000;
    return {
      requests: latencies.length,
      seconds,
      p50Ms: percentile(latencies, 0.5),
      p99Ms: percentile(latencies, 0.99),
    };
  } finally {
    await Promise.all(connections.map(({ client }) => client.destroy()));
  }
}

runChild({ start: async () => {}, load });
