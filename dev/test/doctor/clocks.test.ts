import { testServices } from '@arena/testing';
import { expect, test } from 'vitest';
import { checkClocks } from '../../doctor/clocks.ts';
import { NOWHERE } from './unreachable.ts';

const { postgresUrl, redis } = testServices();
const redisUrl = 'missing' in redis ? undefined : redis.url;
const SERVERS = ['PostgreSQL', ...(redisUrl ? ['Redis'] : [])];

const now = () => new Date();
const shifted = (ms: number) => () => new Date(Date.now() + ms);

test('clocks that agree are so told', async () => {
  const findings = await checkClocks({ postgresUrls: [postgresUrl], redisUrl, now });
  expect(findings.map(({ subject, status }) => [subject, status])).toEqual(
    SERVERS.map((server) => [server, 'ok']),
  );
});

test('a clock that is ahead or behind by more than a second fails', async () => {
  const ahead = await checkClocks({ postgresUrls: [postgresUrl], redisUrl, now: shifted(10_000) });
  const behind = await checkClocks({ postgresUrls: [postgresUrl], redisUrl, now: shifted(-10_000) });
  for (const [findings, says] of [
    [ahead, '10 s behind this machine'],
    [behind, '10 s ahead of this machine'],
  ] as const) {
    expect(findings).toMatchObject(SERVERS.map(() => ({ status: 'fail', code: 'clock-skew', says })));
  }
});

test('the clocks of what is away are not looked at', async () => {
  const away = { postgresUrls: [`postgres://${NOWHERE}/x`], redisUrl: `redis://${NOWHERE}`, now };
  expect(await checkClocks(away)).toEqual([
    { status: 'skipped', subject: 'PostgreSQL', says: 'PostgreSQL is away' },
    { status: 'skipped', subject: 'Redis', says: 'Redis is away' },
  ]);
});
