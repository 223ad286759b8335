import { Agent, request } from 'node:http';
import { ANONYMOUS, type Identity } from '@arena/subgraph-kit';
import { identityToken } from '@arena/testing';

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

const ERRORS = '"errors":';

/** Asks once; resolves with the answer's text, rejects unless it is one without errors. */
function askOnce(url: string, agent: Agent, authorization: string, body: string): Promise<string> {
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    accept: 'application/json',
    authorization,
  };
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => void (text += chunk));
      response.once('error', reject);
      response.once('end', () => {
        if (response.statusCode === 200 && !text.includes(ERRORS)) return resolve(text);
        reject(new Error(`The subgraph answered ${response.statusCode}: ${text.slice(0, 500)}`));
      });
    });
    asked.once('error', reject);
    asked.end(body);
  });
}

const authorizationFor = async (subgraph: string, identity: Identity = ANONYMOUS): Promise<string> =>
  `Bearer ${await identityToken(identity, subgraph)}`;

/** Asks one question of a subgraph as the gateway would; the answer's text. */
export async function ask(url: string, subgraph: string, body: string, identity?: Identity): Promise<string> {
  const agent = new Agent();
  try {
    return await askOnce(url, agent, await authorizationFor(subgraph, identity), body);
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
      await askOnce(url, agent, authorization, bodies[turn % bodies.length] as string);
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
