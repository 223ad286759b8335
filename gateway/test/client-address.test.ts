import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { clientAddress } from '../src/http/client-address.ts';

const request = (forwarded?: string) =>
  ({
    headers: { 'x-forwarded-for': forwarded },
    socket: { remoteAddress: '10.0.0.9' },
  }) as unknown as IncomingMessage;

test('without trusted proxies a forwarded address is a mere claim', () => {
  expect(clientAddress(request('1.1.1.1'), 0)).toBe('10.0.0.9');
});

test('of the forwarded addresses only what the trusted proxies appended counts', () => {
  expect(clientAddress(request('6.6.6.6, 1.1.1.1'), 1)).toBe('1.1.1.1');
  expect(clientAddress(request('6.6.6.6, 1.1.1.1, 10.0.0.2'), 2)).toBe('1.1.1.1');
});

test('a forwarded address that is missing or none leaves the connection’s own', () => {
  expect(clientAddress(request(), 1)).toBe('10.0.0.9');
  expect(clientAddress(request('unknown'), 1)).toBe('10.0.0.9');
});
