import { createLogger } from '@arena/subgraph-kit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CircuitOpen } from '../../src/execution/transport.ts';
import { CallFailed } from '../../src/subgraphs/call-failures.ts';
import { createCircuit } from '../../src/subgraphs/circuit.ts';
import { gate } from '../execution/fixture.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const pass = (milliseconds: number) => void vi.setSystemTime(Date.now() + milliseconds);

/** A circuit, what it has logged, and how many calls it has let through. */
function underTest() {
  const logged: string[] = [];
  const write = (line: string) => void logged.push((JSON.parse(line) as { msg: string }).msg);
  const circuit = createCircuit('users', createLogger('test', 'info', { write }));
  const calls = { sent: 0 };
  const call = (result: () => Promise<string>, signal?: AbortSignal) =>
    circuit(signal, () => {
      calls.sent++;
      return result();
    });
  const times = async (count: number, result: () => Promise<string>) => {
    for (let i = 0; i < count; i++) await call(result).catch(() => undefined);
  };
  return { call, times, calls, logged };
}

const answered = () => Promise.resolve('answer');
const failed = () => Promise.reject(new CallFailed('no answer'));

test('nineteen failures leave it closed, the twentieth opens it, and then nothing is sent', async () => {
  const { call, times, calls, logged } = underTest();
  await times(19, failed);
  expect(await call(answered)).toBe('answer');
  await times(1, failed);
  expect(calls.sent).toBe(21);
  await expect(call(answered)).rejects.toThrow(CircuitOpen);
  await expect(call(answered)).rejects.toThrow(CircuitOpen);
  expect(calls.sent).toBe(21);
  expect(logged).toEqual(['circuit opened']);
});

test.each([
  [10, 10, 'opens'],
  [11, 9, 'stays closed'],
])('of twenty calls %i are answered and %i fail: it %s', async (good, bad, outcome) => {
  const { call, times } = underTest();
  await times(good, answered);
  await times(bad, failed);
  const next = call(answered);
  await (outcome === 'opens'
    ? expect(next).rejects.toThrow(CircuitOpen)
    : expect(next).resolves.toBe('answer'));
});

test('what is ten seconds old counts no more', async () => {
  const { call, times } = underTest();
  await times(19, failed);
  pass(10_000);
  await times(1, failed);
  expect(await call(answered)).toBe('answer');
});

test('a call that its caller gave up is neither failure nor success', async () => {
  const { call, times } = underTest();
  await times(100, () => Promise.reject(new Error('the client has gone')));
  await times(19, failed);
  expect(await call(answered)).toBe('answer');
  await times(1, failed);
  await expect(call(answered)).rejects.toThrow(CircuitOpen);
});

test('after five seconds one call is let through, the rest are refused meanwhile, and its success closes it', async () => {
  const { call, times, calls, logged } = underTest();
  await times(20, failed);
  pass(5_000);
  const { passed, open } = gate();
  const probe = call(() => passed.then(answered));
  await expect(call(answered)).rejects.toThrow(CircuitOpen);
  open();
  expect(await probe).toBe('answer');
  expect(await call(answered)).toBe('answer');
  expect(calls.sent).toBe(22);
  expect(logged).toEqual(['circuit opened', 'circuit half-open', 'circuit closed']);
  // and what was before is forgotten
  await times(10, failed);
  expect(await call(answered)).toBe('answer');
});

test('a probe that fails opens it for five seconds more', async () => {
  const { call, times } = underTest();
  await times(20, failed);
  pass(5_000);
  await expect(call(failed)).rejects.toThrow('no answer');
  await expect(call(answered)).rejects.toThrow(CircuitOpen);
  pass(5_000);
  expect(await call(answered)).toBe('answer');
});

test('a probe whose caller hangs up is carried through, and decides', async () => {
  const { call, times, logged } = underTest();
  await times(20, failed);
  pass(5_000);
  const client = new AbortController();
  const { passed, open } = gate();
  const probe = call(() => passed.then(answered), client.signal);
  client.abort(new Error('the client has gone'));
  await expect(probe).rejects.toThrow('the client has gone');
  await expect(call(answered)).rejects.toThrow(CircuitOpen);
  open();
  await vi.waitUntil(() => logged.includes('circuit closed'));
  expect(await call(answered)).toBe('answer');
});
