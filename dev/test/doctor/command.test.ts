import { expect, test, vi } from 'vitest';
import { command, freePortBase } from '../started-command.ts';
import { NOWHERE } from './unreachable.ts';

// the command is a process, beside other tests
vi.setConfig({ testTimeout: 120_000 });

const SECRET = 'sesame-open-1234';

test.concurrent('npm run doctor exits 1 for an Arena that is away, and shows no secret', async () => {
  const at = (scheme: string) => `${scheme}://arena:${SECRET}@${NOWHERE}`;
  await using doctor = command('doctor', {
    ARENA_MODE: 'services',
    DATABASE_URL: `${at('postgres')}/postgres?password=${SECRET}`,
    USERS_DATABASE_URL: `${at('postgres')}/elsewhere`,
    REDIS_URL: at('redis'),
    AMQP_URL: at('amqp'),
    AMQP_MANAGEMENT_URL: at('http'),
    SMTP_URL: at('smtp'),
    TICKETS_URL: at('http'),
    PORT_BASE: String(await freePortBase()),
    NODE_ENV: 'production',
  });
  expect(await doctor.exited).toBe(1);
  expect(doctor.output()).toMatch(/^ {2}FAIL {2}server {9}127\.0\.0\.1:2: nothing listens there/m);
  expect(doctor.output()).toMatch(/^ {2}FAIL {2}tickets/m);
  expect(doctor.output()).not.toContain(SECRET);
  expect(doctor.output(), 'no colours but on a terminal').not.toContain('\u001b');
});

test.concurrent('npm run doctor exits 2 for what it does not understand', async () => {
  await using doctor = command('doctor', {}, ['--jsn']);
  expect(await doctor.exited).toBe(2);
  expect(doctor.output()).toContain('Usage: npm run doctor');
});
