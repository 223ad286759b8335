import { mkdir, writeFile } from 'node:fs/promises';
import type { Profiler } from 'node:inspector';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROFILES = new URL('../profiles/', import.meta.url);
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SHOWN = 40;

/** The package that a script belongs to, or the folder of this project, or the part of Node.js. */
function ownerOf(url: string): string {
  if (url === '') return '(native or generated code)';
  if (url.startsWith('node:')) return 'node';
  const packaged = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
  if (packaged !== undefined) return packaged;
  return relative(ROOT, url.startsWith('file:') ? fileURLToPath(url) : url)
    .split('/')
    .slice(0, 3)
    .join('/');
}

/** Samples that ended in each node of the profile, by what the key of its frame says. */
function selfTime(profile: Profiler.Profile, key: (frame: Profiler.ProfileNode['callFrame']) => string) {
  const totals = new Map<string, number>();
  for (const { callFrame, hitCount = 0 } of profile.nodes) {
    if (callFrame.functionName === '(idle)' || callFrame.functionName === '(root)') continue;
    const name = key(callFrame);
    totals.set(name, (totals.get(name) ?? 0) + hitCount);
  }
  const all = [...totals.values()].reduce((sum, count) => sum + count, 0);
  return [...totals]
    .sort(([, a], [, b]) => b - a)
    .slice(0, SHOWN)
    .map(([name, count]) => `${((count / all) * 100).toFixed(1).padStart(5)} %  ${name}`);
}

/** Where a profile's busy time went: self time per package and per function, the largest first. */
export function profileLines(profile: Profiler.Profile): string[] {
  return [
    'self time per package',
    ...selfTime(profile, ({ url, functionName }) =>
      functionName === '(garbage collector)' ? '(garbage collector)' : ownerOf(url),
    ),
    '',
    'self time per function',
    ...selfTime(profile, ({ functionName, url, lineNumber }) => {
      const place = url === '' ? '' : `  ${ownerOf(url)} ${url.split('/').at(-1)}:${lineNumber + 1}`;
      return `${functionName || '(anonymous)'}${place}`;
    }),
  ];
}

/** Writes a profile where developer tools can open it; returns its path. */
export async function writeProfile(name: string, profile: Profiler.Profile): Promise<string> {
  await mkdir(PROFILES, { recursive: true });
  const path = fileURLToPath(new URL(`${name}.cpuprofile`, PROFILES));
  await writeFile(path, JSON.stringify(profile));
  return path;
}
