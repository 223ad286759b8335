import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { watchFile } from '../../src/supergraph/watch-file.ts';
import { gate } from '../execution/fixture.ts';
import { temporaryDirectory } from './temporary-directory.ts';

/** A watch over a file that holds `old`, and what it has told of. */
function watched(path: string, onChange: (content: string) => Promise<void> = async () => {}) {
  const told: string[] = [];
  const stop = watchFile(path, {
    intervalMs: 1,
    content: 'old',
    onChange: async (content) => {
      // what is written to is empty for a moment, which may be seen or not
      if (content !== '') told.push(content);
      await onChange(content);
    },
    onError: (error) => void told.push((error as NodeJS.ErrnoException).code ?? 'error'),
  });
  const until = (...expected: string[]) => vi.waitFor(() => expect(told).toEqual(expected), 30_000);
  return { told, until, stop, [Symbol.asyncDispose]: stop };
}

test('a file that is written to, or that another is renamed over, has changed', async () => {
  await using directory = await temporaryDirectory();
  const file = join(directory.path, 'file');
  await writeFile(file, 'old');
  await using watch = watched(file);
  await writeFile(file, 'new');
  await watch.until('new');
  await writeFile(`${file}.next`, 'newer');
  await rename(`${file}.next`, file);
  await watch.until('new', 'newer');
});

test('a directory on the way to the file may be swapped by its symbolic link, as Kubernetes does', async () => {
  await using directory = await temporaryDirectory();
  const inside = (...names: string[]) => join(directory.path, ...names);
  const publish = async (version: string, content: string) => {
    await mkdir(inside(version));
    await writeFile(inside(version, 'file'), content);
    await symlink(version, inside('..data_tmp'));
    await rename(inside('..data_tmp'), inside('..data'));
  };
  await publish('1', 'old');
  await symlink(join('..data', 'file'), inside('file'));
  await using watch = watched(inside('file'));
  await publish('2', 'new');
  await watch.until('new');
});

test('a file that is gone is told of once, and what comes in its place is taken', async () => {
  await using directory = await temporaryDirectory();
  const file = join(directory.path, 'file');
  await using watch = watched(file);
  await watch.until('ENOENT');
  await writeFile(file, 'new');
  await watch.until('ENOENT', 'new');
  await rm(file);
  await watch.until('ENOENT', 'new', 'ENOENT');
});

test('to end the watch is to wait for what is being done about a change', async () => {
  await using directory = await temporaryDirectory();
  const file = join(directory.path, 'file');
  await writeFile(file, 'new');
  const { passed, open } = gate();
  const watch = watched(file, () => passed);
  await watch.until('new');
  const order: string[] = [];
  const stopped = watch.stop().then(() => order.push('stopped'));
  void passed.then(() => order.push('done'));
  open();
  await stopped;
  expect(order).toEqual(['done', 'stopped']);
});
