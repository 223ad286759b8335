import { Agent } from 'node:http';
import { ANONYMOUS, type Identity } from '@arena/subgraph-kit';
import { identityToken } from '@arena/testing';
import { askOnce } from '../asking/ask-once.ts';

export type Asking = {
  /** the subgraph's address */
  url: string;
  subgraph: string;
  /** what is asked, in turn */
  bodies: readonly string[];
  connections: number;
  milliseconds: number;
  /** who asks, by the gateway's word; nobody unless said */
  identity?: Identity | undefined;
};

const authorizationFor = async (subgraph: string, identity: Identity = ANONYMOUS): Promise<string> =>
  `Bearer ${await identityToken(identity, subgraph)}`;

/** Asks one question of a subgraph as the gateway would; the answer's text. */
export async function ask(url: string, subgraph: string, body: string, identity?: Identity): Promise<string> {
  const agent = new Agent();
  try {
    return await askOnce(`${url}/graphql`, agent, await authorizationFor(subgraph, identity), body);
  } finally {
    agent.destroy();
  }
}

/** Keeps connections busy, each with one question at a time; how long each took, in milliseconds. */
export async function keepAsking(asking: Asking): Promise<number[]> {
  const { url, subgraph, bodies, connections, milliseconds, identity } = asking;
  const authorization = await authorizationFor(subgraph, identity);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  const endsAt = performance.now() + milliseconds;
  const onOne = async (_: unknown, connection: number): Promise<void> => {
    for (let turn = connection; performance.now() < endsAt; turn += connections) {
      const startedAt = performance.now();
      await askOnce(`${url}/graphql`, agent, authorization, bodies[turn % bodies.length] as string);
      latencies.push(performance.now() - startedAt);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, onOne));
  } finally {
    agent.destroy();
  }
  return latencies;
}
