import { cpus, totalmem } from 'node:os';

export type Machine = { cpu: string; cpus: number; memoryGb: number; node: string };

/** What figures are taken on. */
export function describeMachine(): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cpus: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
}
