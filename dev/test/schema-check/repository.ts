import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { register } from '@arena/testing';

/** A git repository of its own, with a way to run git in it and one to commit files of its schema folder. */
export function repository(branch = 'main') {
  const path = mkdtempSync(join(tmpdir(), 'arena-schema-'));
  mkdirSync(join(path, 'schema'));
  const git = (...args: string[]) => {
    const config = [
      '-c',
      'user.name=Test',
      '-c',
      'user.email=test@arena.example',
      '-c',
      'commit.gpgsign=false',
    ];
    const { status, stderr } = spawnSync('git', ['-C', path, ...config, ...args], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
  const commit = (files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(path, 'schema', name), text);
    git('add', '.');
    git('commit', '--quiet', '--allow-empty', '--message', 'A state');
  };
  git('init', '--quiet', '--initial-branch', branch);
  return register('repository', { path, git, commit }, async () => rmSync(path, { recursive: true }));
}
