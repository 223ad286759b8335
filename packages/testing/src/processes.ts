import { spawn } from 'node:child_process';
import { register } from './open-resources.ts';

export type TestProcess = {
  pid: number;
  /** what it has printed so far, both streams */
  output: () => string;
  /** Resolves once the output matches; rejects if the process ends before. */
  untilPrinted: (pattern: RegExp) => Promise<void>;
  kill: (signal: NodeJS.Signals) => void;
  /** its exit code, or the signal that ended it */
  exited: Promise<number | NodeJS.Signals>;
} & AsyncDisposable;

export type ProcessOptions = {
  env?: Record<string, string | undefined>;
  cwd?: string;
  /** in a process group of its own, as a shell would start it */
  detached?: boolean;
};

/** Starts a program that a test can await, signal and kill; disposing kills it if it still runs. */
export function startProcess(command: string, args: string[], options: ProcessOptions = {}): TestProcess {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    detached: options.detached ?? false,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const waiting = new Set<() => void>();
  const onData = (chunk: Buffer) => {
    printed += chunk.toString();
    for (const look of waiting) look();
  };
  child.stdout.on('data', onData);
  child.stderr.on('data', onData);
  const exited = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? (signal as NodeJS.Signals)));
  });

  const untilPrinted = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!pattern.test(printed)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
      void exited.then((outcome) =>
        reject(new Error(`${command} ended (${outcome}) before printing ${String(pattern)}:\n${printed}`)),
      );
    });

  return register(
    `process ${command} ${args.join(' ')}`,
    {
      pid: child.pid as number,
      output: () => printed,
      untilPrinted,
      kill: (signal) => void child.kill(signal),
      exited,
    },
    async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exited;
    },
  );
}
