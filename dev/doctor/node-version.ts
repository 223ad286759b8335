import { readFileSync } from 'node:fs';
import { fail, ok, type Finding } from './finding.ts';
import { isOlder } from './wording.ts';

const manifest = new URL('../../package.json', import.meta.url);

/** The version that package.json asks for, as `20.20`. */
function neededVersion(): string {
  const { engines } = JSON.parse(readFileSync(manifest, 'utf8')) as { engines: { node: string } };
  return engines.node.replace(/^>=/, '');
}

/** Whether this Node.js is what Arena needs. */
export function checkNode(version = process.versions.node, needed = neededVersion()): Finding[] {
  const says = `${version}, ${needed} or newer is needed`;
  return [
    isOlder(version, needed)
      ? fail('Node.js', 'node-too-old', says, 'install a newer one')
      : ok('Node.js', says),
  ];
}
