import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { register } from '@arena/testing';
import { expect, test } from 'vitest';
import { readManifest } from '../../src/persisted-documents/read-manifest.ts';
import { documentNamed, manifest } from './hashed-requests.ts';

async function written(content: unknown) {
  const folder = await mkdtemp(join(tmpdir(), 'arena-manifest-'));
  const file = join(folder, 'operations.json');
  await writeFile(file, JSON.stringify(content));
  return register('manifest', { url: pathToFileURL(file) }, () => rm(folder, { recursive: true }));
}

test('the documents of a manifest are its bodies', async () => {
  await using file = await written(manifest);
  expect(await readManifest(file.url)).toContain(documentNamed('Catalogue').body);
});

test.each<[string, object]>([
  ['whose document was changed by hand', { operations: [{ ...documentNamed('Me'), body: '{ me { id } }' }] }],
  ['of another format', { format: 'relay' }],
])('a manifest %s stops the start, with the remedy', async (_, changes) => {
  await using file = await written({ ...manifest, ...changes });
  await expect(readManifest(file.url)).rejects.toThrow(/operations\.json cannot be read: run "npm run/);
});
