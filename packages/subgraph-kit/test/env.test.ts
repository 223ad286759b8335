import { expect, test } from 'vitest';
import { z } from 'zod';
import { EnvError, parseEnvironment, portVariable, subgraphVariables, urlVariable } from '../src/index.ts';

const schema = z.object({ PORT: portVariable.default(4000), SITE: urlVariable('https') });

test('every fault is listed by its variable', () => {
  expect(() => parseEnvironment(schema, { PORT: '70000', SITE: 'ftp://x' })).toThrow(
    /^The environment is wrong:\n {2}- PORT: must be at most 65535\n {2}- SITE: must be a URL that starts with https:\/\/$/,
  );
});

test('an empty variable counts as not set', () => {
  expect(parseEnvironment(schema, { PORT: '', SITE: 'https://x.example' })).toEqual({
    PORT: 4000,
    SITE: 'https://x.example',
  });
});

test('the result cannot be changed', () => {
  expect(Object.isFrozen(parseEnvironment(schema, { SITE: 'https://x.example' }))).toBe(true);
});

test('a key set that is none is refused without being echoed', () => {
  const faulty = { DATABASE_URL: 'postgres://localhost/x', IDENTITY_JWKS: '{"keys": "secret"}' };
  const parse = () => parseEnvironment(z.object(subgraphVariables), faulty);
  expect(parse).toThrow(EnvError);
  expect(parse).not.toThrow(/secret/);
});
