import { request } from 'node:http';
import { ATTACKS, type Attack } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startedGateway, type StartedGateway } from './started-gateway.ts';

let gateway: StartedGateway;
beforeAll(async () => void (gateway = await startedGateway({ env: { RATE_LIMITS: 'on' } })));
afterAll(() => gateway[Symbol.asyncDispose]());

type Refused = { status: number; errors: { message: string; extensions: Record<string, unknown> }[] };

/** Sends an attack as it is: `fetch` would not let it say whence it comes. */
const send = ({ method, search = '', headers, body }: Attack): Promise<Refused> =>
  new Promise((resolve, reject) => {
    const sent = request(`${gateway.url}/graphql?${search}`, { method, headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
      const { errors } = JSON.parse(Buffer.concat(chunks).toString()) as Refused;
      resolve({ status: response.statusCode ?? 0, errors });
    });
    sent.once('error', reject);
    sent.end(body);
  });

test.each(ATTACKS)('$name is refused before any subgraph is called', async (attack) => {
  const { status, errors } = await send(attack);
  expect(errors[0]?.extensions).toMatchObject({
    code: attack.code,
    ...(attack.reason && { reason: attack.reason }),
  });
  expect(status).toBe(attack.status);
  for (const subgraph of [gateway.users, gateway.tournaments, gateway.tickets])
    expect(subgraph.received).toEqual([]);
});

test('what is just within the limits is answered', async () => {
  const fields = Array.from({ length: 30 }, (_, i) => `a${i}: id`).join(' ');
  expect((await gateway.ask(`{ me { ${fields} } }`)).errors).toBeUndefined();
  const directives = '@skip(if: false) @include(if: true) '.repeat(12);
  const parts = Array.from({ length: 2 }, () => `... ${directives.slice(0, 36)} { id }`).join(' ');
  expect((await gateway.ask(`{ me { ${parts} } }`)).errors).toBeUndefined();
});

test('introspection may be deeper than any other operation', async () => {
  const ofTypes = 'ofType { '.repeat(12);
  const query = `{ __schema { types { fields { type { ${ofTypes} name ${'} '.repeat(12)} } } } } }`;
  const { errors, data } = await gateway.ask(query);
  expect(errors).toBeUndefined();
  expect(data.__schema.types.length).toBeGreaterThan(0);
});

test('who asks for it is told what an operation costs', async () => {
  const query = '{ tournaments(first: 7) { nodes { id } } }';
  const { extensions } = await gateway.ask(query, {}, { 'graphql-cost': '1' });
  expect(extensions).toEqual({ cost: { estimated: 8, max: 10_000 } });
  expect((await gateway.ask(query)).extensions).toBeUndefined();
  const byDefault = await gateway.ask('{ tournaments { nodes { id } } }', {}, { 'graphql-cost': '1' });
  expect(byDefault.extensions).toMatchObject({ cost: { estimated: 21 } });
});
