// How long the gateway takes to refuse each of the known attacks, seen from the client, beside the smallest query
// that it answers. No subgraph runs: none is ever called.
import { request } from 'node:http';
import { parseArgs } from 'node:util';
import { parseEnv, start } from '@arena/gateway';
import { createLogger, createMetrics } from '@arena/subgraph-kit';
import { ATTACKS, type Attack } from '@arena/testing';
import { subgraphsAt } from '../../gateway/test/subgraphs-at.ts';
import { percentile } from '../gateway/load/percentile.ts';
import { writeReport } from '../report/report.ts';
import { spread, withSpread } from '../report/spread.ts';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });

const WARM_UP = options.quick ? 10 : 100;
const TIMES = options.quick ? 20 : 100;
const ROUNDS = options.quick ? 1 : 5;

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
  { logger: createLogger('bench', 'error'), metrics: createMetrics(), now: () => new Date() },
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

type Took = { p50Ms: number; p95Ms: number };

/** Sends the same again and again, one after the other. */
async function measure({ sent, status }: Case, times: number): Promise<Took> {
  const took: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const [got, ms] = await send(sent);
    if (got !== status) throw new Error(`answered ${got} instead of ${status}`);
    took.push(ms);
  }
  return { p50Ms: percentile(took, 0.5), p95Ms: percentile(took, 0.95) };
}

type Case = { name: string; sent: Sent; status: number; rounds: Took[] };

const ANSWERED: Case = {
  name: 'none: `{ __typename }` is answered',
  sent: {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ __typename }' }),
  },
  status: 200,
  rounds: [],
};
const cases: Case[] = [
  ANSWERED,
  ...ATTACKS.map((attack) => ({ name: attack.name, sent: attack, status: attack.status, rounds: [] })),
];

try {
  for (const one of cases) await measure(one, WARM_UP);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const one of cases) one.rounds.push(await measure(one, TIMES));
    console.error(`round ${round + 1}/${ROUNDS}`);
  }
} finally {
  await gateway.stop();
}

console.log(
  await writeReport({
    name: 'refusals',
    title: 'What a refusal takes',
    text:
      'Each known attack is sent to a gateway without subgraphs, one after the other, and timed until the client has ' +
      `its answer: ${ROUNDS} round${ROUNDS === 1 ? '' : 's'} of ${TIMES} times after ${WARM_UP} to warm up. Each figure ` +
      'is the median over the rounds, with the least and the greatest behind it.',
    sections: [
      {
        title: 'Attacks',
        tables: [
          {
            head: ['attack', 'median ms', 'p95 ms'],
            rows: cases.map(({ name, rounds }) => [
              name,
              withSpread(spread(rounds.map(({ p50Ms }) => p50Ms)), 2),
              withSpread(spread(rounds.map(({ p95Ms }) => p95Ms)), 2),
            ]),
          },
        ],
      },
    ],
    data: cases.map(({ name, rounds }) => ({ name, rounds })),
  }),
);
