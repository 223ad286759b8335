import { ANONYMOUS, newId } from '@arena/subgraph-kit';
import { eventually } from '@arena/testing';
import { getOperationAST, parse, type OperationDefinitionNode } from 'graphql';
import { expect, test } from 'vitest';
import { createCounter } from '../../src/rate-limits/counter.ts';
import { createRateLimiter, type CountedOperation } from '../../src/rate-limits/rate-limiter.ts';
import type { SharedStore } from '../../src/redis/shared-store.ts';

/** An operation as the guard hands it to the limiter. */
export function counted(query: string, changes: Partial<CountedOperation> = {}): CountedOperation {
  const document = parse(query);
  const operation = getOperationAST(document) as OperationDefinitionNode;
  return { document, hash: query, operation, cost: 0, registers: false, ...changes };
}

/** Somebody at an address of their own, or signed in. */
export const anonymous = (address = newId()) => ({ identity: ANONYMOUS, address });
export const member = (userId = newId(), address = newId()) => ({
  identity: { userId, sessionId: newId(), scopes: [] },
  address,
});

const logins = (count: number) =>
  counted(`mutation { ${Array.from({ length: count }, (_, i) => `a${i}: login`).join(' ')} }`);

/** What a limiter promises wherever it counts. */
export function limiterContract(shared: () => SharedStore | undefined): void {
  const limiter = (points = { person: 10, address: 100 }) => createRateLimiter({ points, shared: shared() });

  test('a root field takes a point, whatever it is called and wherever it stands', async () => {
    const ask = limiter();
    const caller = anonymous();
    const remaining = async (query: string) => (await ask(counted(query), caller)).remaining;
    expect(await remaining('{ me }')).toBe(99);
    expect(await remaining('{ a: me b: me c: me }')).toBe(96);
    expect(await remaining('{ ...F ... { b: games } } fragment F on Query { a: me ...F }')).toBe(94);
    expect(await remaining('{ me @skip(if: true) games @include(if: false) }')).toBe(92);
    expect(await remaining('{ me me { id } ...F ...F } fragment F on Query { me }')).toBe(91);
  });

  test('a hundred of cost take a point more', async () => {
    const ask = limiter();
    const caller = anonymous();
    expect((await ask(counted('{ me }', { cost: 99 }), caller)).remaining).toBe(99);
    expect((await ask(counted('{ me }', { cost: 250 }), caller)).remaining).toBe(96);
  });

  test('a person has one budget, wherever they are; the anonymous of an address share another', async () => {
    const ask = limiter();
    const address = newId();
    const userId = newId();
    expect((await ask(counted('{ me }'), member(userId, address))).remaining).toBe(9);
    expect((await ask(counted('{ me }'), member(userId))).remaining).toBe(8);
    expect((await ask(counted('{ me }'), member(newId(), address))).remaining).toBe(9);
    expect((await ask(counted('{ me }'), anonymous(address))).remaining).toBe(99);
    expect((await ask(counted('{ me }'), anonymous(address))).remaining).toBe(98);
  });

  test('an IPv6 subscriber has one budget', async () => {
    const ask = limiter();
    const net = newId().slice(-4);
    expect((await ask(counted('{ me }'), anonymous(`2001:db8:${net}::1`))).remaining).toBe(99);
    expect((await ask(counted('{ me }'), anonymous(`2001:db8:${net}:0:ffff:1:2:3`))).remaining).toBe(98);
    expect((await ask(counted('{ me }'), anonymous(`2001:db8:${net}:1::1`))).remaining).toBe(99);
  });

  test('a budget that is used up refuses, and tells when it is there again', async () => {
    const ask = limiter({ person: 3, address: 3 });
    const caller = member();
    expect(await ask(counted('{ a: me b: me c: me }'), caller)).toMatchObject({
      isOver: false,
      remaining: 0,
    });
    const refused = await ask(counted('{ me }'), caller);
    expect(refused).toMatchObject({ isOver: true, remaining: 0 });
    expect(refused.resetMs).toBeGreaterThan(0);
    expect(refused.resetMs).toBeLessThanOrEqual(60_000);
    expect(await ask(counted('{ me }'), member())).toMatchObject({ isOver: false });
  });

  test('logins under several names take as many of the budget of logins', async () => {
    const ask = limiter();
    const caller = anonymous();
    expect(await ask(logins(3), caller)).toMatchObject({ remaining: 5, budget: { name: 'login' } });
    expect(await ask(logins(3), caller)).toMatchObject({ remaining: 2 });
  });

  test('ten logins in one operation are too many', async () => {
    expect(await limiter()(logins(10), anonymous())).toMatchObject({ isOver: true });
  });

  test('signing in does not lift the budget of logins of an address', async () => {
    const ask = limiter({ person: 100, address: 100 });
    const address = newId();
    await ask(logins(5), member(newId(), address));
    expect(await ask(logins(4), member(newId(), address))).toMatchObject({ isOver: true });
  });

  test('what one budget refuses takes nothing of any', async () => {
    const ask = limiter();
    const caller = anonymous();
    await ask(logins(5), caller);
    expect(await ask(logins(4), caller)).toMatchObject({ isOver: true, remaining: 3 });
    expect(await ask(logins(3), caller), 'what was left is left').toMatchObject({ isOver: false });
    expect((await ask(counted('{ me }'), caller)).remaining, 'the general budget too').toBe(100 - 9);
  });

  test('a document to be kept counts', async () => {
    const ask = limiter({ person: 1_000, address: 1_000 });
    const caller = anonymous();
    const register = () => ask(counted('{ me }', { registers: true }), caller);
    for (let i = 0; i < 200; i += 1) await register();
    expect(await register()).toMatchObject({ isOver: true, budget: { name: 'registrations' } });
    expect(await ask(counted('{ me }'), caller)).toMatchObject({ isOver: false });
  });

  test('many at once are each counted', async () => {
    const ask = limiter({ person: 10, address: 10 });
    const caller = member();
    const answers = await Promise.all(Array.from({ length: 25 }, () => ask(counted('{ me }'), caller)));
    expect(answers.filter(({ isOver }) => !isOver)).toHaveLength(10);
  });

  test('after its window a budget is whole again', async () => {
    const counter = createCounter({ name: `brief-${newId()}`, points: 2, windowSeconds: 1 }, shared());
    await counter.take('somebody', 2);
    expect(await counter.take('somebody', 1)).toMatchObject({ isOver: true });
    const again = await eventually(
      () => counter.take('somebody', 1),
      ({ isOver }) => !isOver,
    );
    expect(again).toMatchObject({ remaining: 1 });
  });
}
