import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readBase, type Base } from '../../schema/check/base.ts';
import { UsageError } from '../../schema/check/usage-error.ts';
import { repository } from './repository.ts';

const api = (...fields: string[]) => ({
  'api.graphql': `type Query { ${fields.map((name) => `${name}: Int`).join(' ')} }`,
});
const fieldsOf = (base: Base) => Object.keys(base.api.getQueryType()?.getFields() ?? {});

test('a commit has its API, its supergraph, and what clients of it run', async () => {
  await using repo = repository();
  const body = 'query Players {\n  players\n}';
  const operations = [{ id: '1', name: 'Players', type: 'query', body }];
  repo.commit({
    ...api('players'),
    'supergraph.graphql': 'type Query',
    'operations.json': JSON.stringify({ operations }),
  });
  repo.git('tag', 'v1');
  const base = readBase('v1', repo.path);
  expect(base.name).toMatch(/^v1 \([0-9a-f]{7}\)$/);
  expect(fieldsOf(base)).toEqual(['players']);
  expect(base.supergraph).toBe('type Query');
  expect(base.documents).toEqual([{ file: 'Players', text: body }]);
});

test('by default the base is where the branch has left main, which may have moved on', async () => {
  await using repo = repository();
  repo.commit(api('players'));
  repo.git('checkout', '--quiet', '-b', 'mine');
  repo.git('checkout', '--quiet', 'main');
  repo.commit(api('players', 'teams'));
  repo.git('checkout', '--quiet', 'mine');
  expect(fieldsOf(readBase(undefined, repo.path))).toEqual(['players']);
  expect(fieldsOf(readBase('main', repo.path))).toEqual(['players', 'teams']);
  expect(readBase('main', repo.path)).toMatchObject({ supergraph: undefined, documents: [] });
});

test('the main branch of the origin goes before the one here', async () => {
  await using repo = repository();
  repo.commit(api('players'));
  repo.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  repo.commit(api('players', 'teams'));
  const base = readBase(undefined, repo.path);
  expect(base.name).toMatch(/^origin\/main /);
  expect(fieldsOf(base)).toEqual(['players']);
});

test('a file is the API alone', async () => {
  await using repo = repository();
  repo.commit(api('players'));
  const file = join(repo.path, 'schema', 'api.graphql');
  const base = readBase(file, repo.path);
  expect(base).toMatchObject({ name: file, supergraph: undefined, documents: [] });
  expect(fieldsOf(base)).toEqual(['players']);
});

test('what is no base is told', async () => {
  await using repo = repository('trunk');
  repo.commit({ 'notes.txt': 'no schema {' });
  const refusal = (against?: string) => expect(() => readBase(against, repo.path));
  refusal().toThrow(new UsageError('There is no main branch to compare with: use --against'));
  refusal('v9').toThrow(new UsageError('v9 is neither a file nor a commit that git knows'));
  refusal('--all').toThrow(UsageError);
  refusal('trunk').toThrow(new UsageError('trunk has no schema/api.graphql'));
  refusal(join(repo.path, 'schema', 'notes.txt')).toThrow(/notes\.txt is no schema: Syntax Error/);
});
