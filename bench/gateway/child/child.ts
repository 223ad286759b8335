import { fork } from 'node:child_process';
import { once } from 'node:events';

export type Usage = { cpuMicroseconds: number; rssBytes: number };

/** A process of the bench, driven over IPC; one task at a time. */
export type Child = {
  ask: <T>(task: string, options?: unknown) => Promise<T>;
  usage: () => Promise<Usage>;
  stop: () => Promise<void>;
};

const running = new Set<Child>();

/** Stops every process that is still there. */
export const stopChildren = async (): Promise<void> => {
  await Promise.all([...running].map((child) => child.stop()));
};

/**
 * Starts a file of the bench as a process of its own, in production mode. TypeScript needs tsx in it; the peers
 * are plain JavaScript and do without.
 * @param flags of Node.js, for processes that are not under test
 */
export function startChild(file: URL, flags: string[] = []): Child {
  const typescript = file.pathname.endsWith('.ts');
  const process_ = fork(file, {
    execArgv: [...flags, ...(typescript ? ['--import', import.meta.resolve('tsx/esm')] : [])],
    env: { ...process.env, NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: '1', NODE_NO_WARNINGS: '1' },
    serialization: 'advanced',
  });
  const ended = once(process_, 'exit');

  async function ask<T>(task: string, options?: unknown): Promise<T> {
    const answer = once(process_, 'message') as Promise<[{ result: T; error?: string }]>;
    process_.send({ task, options });
    const gone = ended.then((): never => {
      throw new Error(`${file.pathname} ended while it was asked to ${task}.`);
    });
    const [{ result, error }] = await Promise.race([answer, gone]);
    if (error !== undefined) throw new Error(`${file.pathname} failed to ${task}: ${error}`);
    return result;
  }

  const child: Child = {
    ask,
    usage: () => ask<Usage>('usage'),
    stop: async () => {
      running.delete(child);
      process_.kill('SIGKILL');
      await ended;
    },
  };
  running.add(child);
  return child;
}
