import { spawnSync } from 'node:child_process';
import type { Server } from './server.ts';
import { untilServing } from './tcp.ts';

const docker = (...args: string[]) => spawnSync('docker', args, { encoding: 'utf8' });

/** Whether a container engine answers, not merely its client. */
export const hasContainerEngine = (): boolean =>
  docker('info', '--format', '{{.ServerVersion}}').status === 0;

export type Container = {
  image: string;
  port: number;
  url: (port: number) => string;
  serves: (url: string) => Promise<boolean>;
  timeoutMs: number;
};

/** Starts a throw-away container whose port is published on this machine alone. */
export async function startContainer({ image, port, url, serves, timeoutMs }: Container): Promise<Server> {
  const run = docker('run', '--detach', '--rm', '--publish', `127.0.0.1::${port}`, image);
  if (run.status !== 0) throw new Error(`docker run ${image} failed: ${run.stderr.trim()}`);
  const id = run.stdout.trim();
  const stop = async () => void docker('rm', '--force', '--volumes', id);
  try {
    const published = docker('port', id, `${port}/tcp`).stdout.trim().split('\n')[0] ?? '';
    const address = url(Number(published.split(':').at(-1)));
    await untilServing(image, () => serves(address), timeoutMs);
    return { url: address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
