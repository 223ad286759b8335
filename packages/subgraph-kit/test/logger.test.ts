import { DrizzleQueryError } from 'drizzle-orm/errors';
import { expect, test } from 'vitest';
import { createLogger } from '../src/index.ts';

/** What a logger writes of one error. */
function written(error: Error): string {
  let text = '';
  createLogger('test', 'error', { write: (line) => void (text += line) }).error({ err: error }, 'failed');
  return text;
}

test('of a failed statement the log tells all but its parameters', () => {
  const cause = Object.assign(new Error('canceling statement due to statement timeout'), {
    code: '57014',
    detail: 'Failing row contains (someone@arena.example)',
  });
  const parameters = ['someone@arena.example', '$argon2id$v=19$hash'];
  const text = written(new DrizzleQueryError('insert into "users" values ($1, $2)', parameters, cause));
  expect(JSON.parse(text)).toMatchObject({
    err: {
      type: 'DrizzleQueryError',
      query: 'insert into "users" values ($1, $2)',
      code: '57014',
      message: 'canceling statement due to statement timeout',
      stack: expect.stringContaining('logger.test.ts'),
    },
  });
  expect(text).not.toContain('someone@arena.example');
  expect(text).not.toContain('argon2id');
});

test('any other error is told with its stack', () => {
  expect(JSON.parse(written(new RangeError('too deep')))).toMatchObject({
    err: { type: 'RangeError', message: 'too deep', stack: expect.stringContaining('logger.test.ts') },
  });
});
