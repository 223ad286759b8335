import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { register } from '@arena/testing';
import { expect, test, vi } from 'vitest';
import { checkSchema } from '../../schema/check/check-schema.ts';
import { compose, type Composition } from '../../schema/compose.ts';
import { command } from '../started-command.ts';
import { repository } from './repository.ts';

// the command is a process, beside other tests
vi.setConfig({ testTimeout: 120_000 });

const API = readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8');
const GAMES = '  games: [Game!]\n';

/** The API as it would have been if a field had been removed from it since. */
const WITH_GONE = API.replace('type Query {\n', 'type Query {\n  gone: Int\n');
/** The API as it would have been if a field that clients select had been given another type since. */
const WITH_STRICT_GAMES = API.replace(GAMES, '  games: [Game!]!\n');

/** A folder of files, each by its name. */
function filesOf(files: Record<string, string>) {
  const path = mkdtempSync(join(tmpdir(), 'arena-schema-'));
  const file = (name: string) => join(path, name);
  for (const [name, text] of Object.entries(files)) writeFileSync(file(name), text);
  return register('folder', { file }, async () => rmSync(path, { recursive: true }));
}

const whole = compose();
const check = (args: string[], composition: Composition = whole, folder = '.') =>
  checkSchema(args, () => composition, { folder, today: '2026-07-01' });

test('npm run schema:check exits 1 for what breaks a client, and writes the comment', async () => {
  expect(API).toContain(GAMES);
  await using files = filesOf({ 'before.graphql': WITH_STRICT_GAMES });
  const args = ['--against', files.file('before.graphql'), '--comment', files.file('comment.md')];
  await using checking = command('schema-check', {}, args);
  expect(await checking.exited).toBe(1);
  expect(checking.output()).toMatch(/^BREAKING {2}Query\.games: .*\n {2}operations: Catalogue\n/m);
  expect(readFileSync(files.file('comment.md'), 'utf8')).toMatch(/\| `Query\.games` \| .* \| Catalogue \|/);
});

test('the same schema passes', async () => {
  await using files = filesOf({ 'before.graphql': API });
  const outcome = await check(['--against', files.file('before.graphql')]);
  expect(outcome.code).toBe(0);
  expect(outcome.output).toContain('0 breaking, 0 dangerous, 0 safe');
});

test('what no known operation uses passes only when it is known that nobody else does', async () => {
  await using files = filesOf({
    'before.graphql': WITH_GONE,
    'none.json': '{"Query.gone": {"requests": 0}}',
    'some.json': '{"Query.gone": {"requests": 4, "clients": ["web"], "lastSeen": "2026-06-30"}}',
  });
  const against = ['--against', files.file('before.graphql')];
  const unknown = await check(against);
  expect(unknown.code).toBe(1);
  expect(unknown.output).toContain('no known operation uses it\n  recorded usage: not known');
  expect(unknown.output).toContain('deprecate it first, with a date');

  const some = await check([...against, '--usage', files.file('some.json')]);
  expect(some.code).toBe(1);
  expect(some.output).toContain('recorded usage: 4 requests by web, last on 2026-06-30');

  const none = await check([...against, '--usage', files.file('none.json')]);
  expect(none.code).toBe(0);
  expect(none.output).toContain('breaking, unused  Query.gone');
});

test('what a gateway would feel is told when the base is a commit', async () => {
  if (!whole.ok) expect.fail(whole.errors.join('\n'));
  await using repo = repository();
  repo.commit({ 'api.graphql': whole.api, 'supergraph.graphql': whole.supergraph });
  const key = '@join__type(graph: USERS, key: "id")';
  expect(whole.supergraph).toContain(key);
  const supergraph = whole.supergraph.replace(key, '@join__type(graph: USERS)');
  const outcome = await check(['--against', 'main'], { ...whole, supergraph }, repo.path);
  expect(outcome.code).toBe(0);
  expect(outcome.output).toContain('No longer key "id" in users');
});

test('what clients of the base run counts, though its document is gone since', async () => {
  await using repo = repository();
  const operations = [{ name: 'Gone', body: 'query Gone { gone }' }];
  repo.commit({ 'api.graphql': WITH_GONE, 'operations.json': JSON.stringify({ operations }) });
  const outcome = await check(['--against', 'main'], whole, repo.path);
  expect(outcome.code).toBe(1);
  expect(outcome.output).toContain('operations: Gone\n');
});

test('subgraphs that do not compose fail with the reasons, in the comment too', async () => {
  await using files = filesOf({ 'before.graphql': API });
  const args = ['--against', files.file('before.graphql'), '--comment', files.file('comment.md')];
  const outcome = await check(args, { ok: false, errors: ['Type "A" is nowhere'] });
  expect(outcome).toEqual({ code: 1, output: 'The subgraphs do not compose:\n  - Type "A" is nowhere' });
  expect(readFileSync(files.file('comment.md'), 'utf8')).toContain('\nType "A" is nowhere\n');
});

test.each([
  ['an unknown option', () => ['--again']],
  ['an option without its value', () => ['--against']],
  ['an argument without an option', () => ['main']],
  ['a base that is not there', () => ['--against', 'no-such-base']],
  ['usage that is not there', () => ['--usage', 'no-such-file.json']],
  ['usage that is no JSON', (file: string) => ['--usage', file]],
])('%s is told with the usage of the command', async (_, args) => {
  await using files = filesOf({ 'text.json': 'no JSON' });
  const outcome = await check(args(files.file('text.json')));
  expect(outcome.code).toBe(2);
  expect(outcome.output).toContain('Usage: npm run schema:check');
});
