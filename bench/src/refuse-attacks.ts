// How long the gateway takes to refuse each of the known attacks, seen from the client, beside the smallest query
// that it answers. No subgraph runs: none is ever called.
import { request } from 'node:http';
import { parseEnv, start } from '@arena/gateway';
import { createLogger } from '@arena/subgraph-kit';
import { ATTACKS, type Attack } from '@arena/testing';
import { subgraphsAt } from '../../gateway/test/subgraphs-at.ts';

const WARM_UP = 100;
const TIMES = 500;

const MUCH = '1000000000';
const NOWHERE = 'http://127.0.0.1:9';

const gateway = await start(
  parseEnv({
    PORT: '0',
    HOST: '127.0.0.1',
    NODE_ENV: 'test',
    ...subgraphsAt(NOWHERE),
    RATE_LIMIT_ADDRESS: MUCH,
  }),
  { logger: createLogger('bench', 'error'), now: () => new Date() },
);

type Sent = Pick<Attack, 'method' | 'search' | 'headers' | 'body'>;

/** @returns the status, and the time until the answer had come in full, in ms */
const send = ({ method, search = '', headers, body }: Sent): Promise<[status: number, ms: number]> =>
  new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const sent = request(`${gateway.url}/graphql?${search}`, { method, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve([response.statusCode ?? 0, performance.now() - startedAt]));
    });
    sent.once('error', reject);
    sent.end(body);
  });

async function measure(sent: Sent, status: number): Promise<{ median: number; p95: number }> {
  const took: number[] = [];
  for (let i = 0; i < WARM_UP + TIMES; i += 1) {
    const [got, ms] = await send(sent);
    if (got !== status) throw new Error(`answered ${got} instead of ${status}`);
    if (i >= WARM_UP) took.push(ms);
  }
  took.sort((a, b) => a - b);
  return { median: took[TIMES / 2] as number, p95: took[Math.floor(TIMES * 0.95)] as number };
}

const row = (name: string, { median, p95 }: { median: number; p95: number }) =>
  console.log(`| ${name.padEnd(52)} | ${median.toFixed(2).padStart(9)} | ${p95.toFixed(2).padStart(6)} |`);

console.log(`| ${'attack'.padEnd(52)} | median ms | p95 ms |`);
console.log(`| ${'-'.repeat(52)} | --------: | -----: |`);
const headers = { 'content-type': 'application/json' };
const body = JSON.stringify({ query: '{ __typename }' });
row('none: { __typename } is answered', await measure({ method: 'POST', headers, body }, 200));
for (const attack of ATTACKS) row(attack.name, await measure(attack, attack.status));
await gateway.stop();
