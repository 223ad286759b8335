// Keeps connections to the gateway busy, each with one request at a time and a caller of its own.
import { Agent } from 'node:http';
import { runChild } from '../../gateway/child/run-child.mjs';
import { askOnce } from '../../asking/ask-once.ts';
import { queryOf, type Operation } from '../graph/operations.ts';

export type LoadOptions = {
  url: string;
  operation: Operation;
  /** whether each request has a document that the gateway has not met before */
  isNew: boolean;
  /** ends when this has passed, or so many were asked */
  until: { milliseconds: number } | { requests: number };
  /** one connection per access token */
  accessTokens: string[];
};

/** how many sets of records are asked for in turn */
const SEEDS = 100;

/** of documents that gateways have met, this process over */
let met = 0;

/** Resolves with how long each request took, in milliseconds. */
async function load({ url, operation, isNew, until, accessTokens }: LoadOptions): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: accessTokens.length });
  const latencies: number[] = [];
  const endsAt = performance.now() + ('milliseconds' in until ? until.milliseconds : Infinity);
  const most = 'requests' in until ? until.requests : Infinity;
  const known = queryOf(operation, 'Known');
  let asked = 0;
  const onOne = async (accessToken: string): Promise<void> => {
    while (performance.now() < endsAt && asked < most) {
      asked += 1;
      const query = isNew ? queryOf(operation, `New${(met += 1)}`) : known;
      const variables = { ...operation.variables, seed: asked % SEEDS };
      const body = JSON.stringify({ query, variables });
      const startedAt = performance.now();
      await askOnce(url, agent, `Bearer ${accessToken}`, body);
      latencies.push(performance.now() - startedAt);
    }
  };
  try {
    await Promise.all(accessTokens.map(onOne));
  } finally {
    agent.destroy();
  }
  return latencies;
}

runChild({ start: () => {}, load });
