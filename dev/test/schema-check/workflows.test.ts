import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { register } from '@arena/testing';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { COMMENT_MARKER, UNCHANGED } from '../../schema/check/comment.ts';

type Step = { name?: string; uses?: string; run?: string; env?: Record<string, string> };
type Workflow = {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  /** a job has steps, or is another workflow */
  jobs: Record<string, { steps?: Step[]; uses?: string }>;
};

const root = new URL('../../../', import.meta.url);
const folder = new URL('.github/workflows/', root);
const read = (file: string) => parse(readFileSync(new URL(file, folder), 'utf8')) as Workflow;
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps = [] }) => steps);

const files = readdirSync(folder);
const check = read('schema-check.yml');

test.each(files)('%s: each step uses an action of a version, or runs what bash can read', (file) => {
  const steps = stepsOf(read(file));
  expect(steps.length).toBeGreaterThan(0);
  for (const { uses, run } of steps) {
    if (run === undefined) expect(uses).toMatch(/^[\w-]+(\/[\w-]+)+@v\d+$/);
    else expect(spawnSync('bash', ['-n', '-c', run]).status).toBe(0);
  }
});

test.each(files)('%s: the scripts that it runs by npm are there', (file) => {
  const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  const used = stepsOf(read(file)).flatMap(({ run = '' }) =>
    [...run.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, script]) => script),
  );
  for (const script of used) expect(Object.keys(scripts)).toContain(script);
});

test('the schema check may read the code and write comments, and nothing else', () => {
  expect(check.permissions).toEqual({ contents: 'read', 'pull-requests': 'write' });
  expect(Object.keys(check.on)).toEqual(['pull_request']);
});

/** A `gh` that knows an earlier comment, or none, and writes down what it is called with. */
function fakeGh(earlier: string) {
  const path = mkdtempSync(join(tmpdir(), 'arena-gh-'));
  const calls = join(path, 'calls');
  writeFileSync(
    join(path, 'gh'),
    `#!/bin/sh\ncase "$*" in\n*--jq*) printf '%s' '${earlier}' ;;\n*) echo "$*" >> '${calls}' ;;\nesac\n`,
  );
  chmodSync(join(path, 'gh'), 0o755);
  const told = () => (existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : []);
  return register('fake gh', { path, told }, async () => rmSync(path, { recursive: true }));
}

const commenting = stepsOf(check).find(({ name }) => name === 'Comment');

test.each([
  ['a first comment', '', '3 breaking', ['api --silent --method POST comments -F body=@$COMMENT']],
  [
    'another comment instead of the earlier one',
    '7\n8\n',
    '3 breaking',
    ['api --silent --method PATCH comment/7 -F body=@$COMMENT'],
  ],
  ['no comment where nothing has changed', '', UNCHANGED, []],
  [
    'an earlier comment is renewed where nothing has changed any more',
    '7\n',
    UNCHANGED,
    ['api --silent --method PATCH comment/7 -F body=@$COMMENT'],
  ],
  ['no comment where the check wrote none', '', undefined, []],
])('%s', async (_, earlier, text, calls) => {
  await using gh = fakeGh(earlier);
  const COMMENT = join(gh.path, 'comment.md');
  if (text !== undefined) writeFileSync(COMMENT, `${COMMENT_MARKER}\n${text}\n`);
  const env = {
    ...process.env,
    ...commenting?.env,
    PATH: `${gh.path}:${process.env['PATH'] ?? ''}`,
    COMMENT,
    COMMENTS: 'comments',
    COMMENT_URL: 'comment',
  };
  const { status } = spawnSync('bash', ['-eo', 'pipefail', '-c', commenting?.run ?? ''], { env });
  expect(status).toBe(0);
  expect(gh.told()).toEqual(calls.map((call) => call.replace('$COMMENT', COMMENT)));
});

test('an earlier comment is known by the marker that comments begin with', () => {
  expect(commenting?.env).toMatchObject({ MARKER: COMMENT_MARKER, UNCHANGED });
});
