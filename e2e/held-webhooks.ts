import { createHmac } from 'node:crypto';
import { readBody, startHttpServer } from '@arena/subgraph-kit';
import { register } from '@arena/testing';

const MAX_BODY_BYTES = 1_048_576;

export type HeldWebhooks = {
  /** where the provider is to bring its webhooks */
  url: string;
  secret: string;
  /** Hands webhooks on from now on: there, as of that clock. */
  handOn: (to: string, now: () => Date) => void;
  /** Keeps the webhooks of a session back until they are brought. */
  hold: (sessionId: string) => void;
  /** of how many sessions webhooks have come and are kept back */
  kept: () => number;
  /** Brings what was kept back of a session, each webhook so many times at once. */
  bring: (sessionId: string, times: number) => Promise<void>;
} & AsyncDisposable;

/** A messenger between the provider and the platform, who takes the webhooks of some payments and brings them late. */
export async function heldWebhooks(): Promise<HeldWebhooks> {
  const secret = 'whsec_of_a_slow_messenger';
  const held = new Map<string, string[]>();
  let receiver: { to: string; now: () => Date } | undefined;

  const handOn = async (body: string): Promise<number> => {
    if (!receiver) throw new Error('Nobody is there to be told yet');
    const at = Math.floor(receiver.now().getTime() / 1_000);
    const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
    const { status } = await fetch(receiver.to, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': `t=${at},v1=${signature}` },
      body,
    });
    return status;
  };
  const sessionIn = (body: string): string | undefined => [...held.keys()].find((id) => body.includes(id));

  const http = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    drainTimeoutMs: 1_000,
    onError: () => {},
    handler: async (request, response) => {
      const body = (await readBody(request, MAX_BODY_BYTES)).toString();
      const session = sessionIn(body);
      if (session === undefined) response.statusCode = await handOn(body);
      else held.get(session)?.push(body);
      response.end();
    },
  });
  const bring = async (sessionId: string, times: number): Promise<void> => {
    const bodies = held.get(sessionId) ?? [];
    held.delete(sessionId);
    await Promise.all(bodies.flatMap((body) => Array.from({ length: times }, () => handOn(body))));
  };
  return register(
    'held webhooks',
    {
      url: http.url,
      secret,
      handOn: (to: string, now: () => Date) => void (receiver = { to, now }),
      hold: (sessionId: string) => void held.set(sessionId, []),
      kept: () => [...held.values()].filter(({ length }) => length > 0).length,
      bring,
    },
    () => http.stop(),
  );
}
