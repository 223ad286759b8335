import { register, running, testAdapters } from '@arena/testing';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, jwtVerify, SignJWT, type JWK } from 'jose';
import { expect, test } from 'vitest';
import { publishedKeys, sendJson, startHttpServer } from '../src/index.ts';

/** A key, and a token that it has signed. */
async function newKey(): Promise<{ jwk: JWK; token: string }> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  const token = await new SignJWT({}).setProtectedHeader({ alg: 'EdDSA', kid }).sign(privateKey);
  return { jwk: { ...jwk, kid, alg: 'EdDSA' }, token };
}

const [first, second, third] = await Promise.all([newKey(), newKey(), newKey()]);

/** Who publishes the keys, and a verifier that fetches them, whose clock can be turned. */
async function openTrial(...keys: JWK[]) {
  const publisher = { keys, isAway: false, isSilent: false, asked: 0, unanswered: 0 };
  const server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    drainTimeoutMs: 1_000,
    onError: () => {},
    handler: (_request, response) => {
      publisher.asked += 1;
      if (publisher.isSilent) {
        publisher.unanswered += 1;
        response.once('close', () => (publisher.unanswered -= 1));
        return undefined;
      }
      return publisher.isAway
        ? sendJson(response, 503, {})
        : sendJson(response, 200, { keys: publisher.keys });
    },
  });
  const service = running('publisher', server);
  const { now, advance } = testAdapters();
  const getKey = publishedKeys(new URL(server.url), now);
  const isTrusted = ({ token }: { token: string }): Promise<boolean> =>
    jwtVerify(token, getKey).then(
      () => true,
      () => false,
    );
  return register('trial', { publisher, advance, getKey, isTrusted }, async () =>
    service[Symbol.asyncDispose](),
  );
}

test('a key that is new in the set is trusted at once, by all who come with it', async () => {
  await using trial = await openTrial(first.jwk);
  expect(await trial.isTrusted(first)).toBe(true);
  trial.publisher.keys.push(second.jwk);
  trial.advance(10_000);
  const comers = await Promise.all(Array.from({ length: 5 }, () => trial.isTrusted(second)));
  expect(comers).toEqual(Array.from({ length: 5 }, () => true));
  expect(trial.publisher.asked).toBe(2);
});

test('keys that nobody knows have the set fetched every ten seconds and no more', async () => {
  await using trial = await openTrial(first.jwk);
  for (let times = 0; times < 5; times += 1) expect(await trial.isTrusted(third)).toBe(false);
  expect(trial.publisher.asked).toBe(1);
  trial.advance(10_000);
  for (let times = 0; times < 5; times += 1) expect(await trial.isTrusted(third)).toBe(false);
  expect(trial.publisher.asked).toBe(2);
});

test('a key that has left the set is trusted for a minute and no longer', async () => {
  await using trial = await openTrial(first.jwk, second.jwk);
  expect(await trial.isTrusted(first)).toBe(true);
  trial.publisher.keys = [second.jwk];
  trial.advance(59_000);
  expect(await trial.isTrusted(first)).toBe(true);
  trial.advance(1_000);
  expect(await trial.isTrusted(first)).toBe(false);
  expect(await trial.isTrusted(second)).toBe(true);
});

test('while the set cannot be had the last one serves, and is asked for every ten seconds', async () => {
  await using trial = await openTrial(first.jwk);
  expect(await trial.isTrusted(first)).toBe(true);
  trial.publisher.isAway = true;
  trial.advance(3_600_000);
  for (const { key, trusted } of [
    { key: first, trusted: true },
    { key: second, trusted: false },
    { key: first, trusted: true },
  ])
    expect(await trial.isTrusted(key)).toBe(trusted);
  expect(trial.publisher.asked).toBe(2);

  Object.assign(trial.publisher, { isAway: false, keys: [second.jwk] });
  trial.advance(10_000);
  expect(await trial.isTrusted(second)).toBe(true);
  expect(await trial.isTrusted(first)).toBe(false);
});

test('whoever publishes the keys and does not answer holds up nobody but the first who comes', async () => {
  await using trial = await openTrial(first.jwk);
  expect(await trial.isTrusted(first)).toBe(true);
  trial.publisher.isSilent = true;
  trial.advance(60_000);
  expect(await trial.isTrusted(first)).toBe(true);
  trial.advance(10_000);
  expect(await trial.isTrusted(first)).toBe(true);
  await expect.poll(() => trial.publisher.unanswered).toBe(1);
});

test('where there is no set yet it is asked for each time, and the failure told', async () => {
  await using trial = await openTrial(first.jwk);
  trial.publisher.isAway = true;
  await expect(jwtVerify(first.token, trial.getKey)).rejects.toThrow('Expected 200 OK');
  trial.publisher.isAway = false;
  expect(await trial.isTrusted(first)).toBe(true);
});
