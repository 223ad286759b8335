import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { GATEWAYS } from '../gateways/gateways.ts';

export type Machine = {
  cpu: string;
  cpus: number;
  memoryGb: number;
  node: string;
  packages: Record<string, string>;
};

function installedVersion(name: string): string {
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** What the figures were taken on. */
export function describeMachine(): Machine {
  const processors = cpus();
  const names = new Set(GATEWAYS.flatMap(({ packages }) => packages));
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cpus: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    packages: Object.fromEntries([...names].map((name) => [name, installedVersion(name)])),
  };
}
