import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { StartError } from '@arena/subgraph-kit';
import type { StackSettings } from './stack-env.ts';
import { stackEnv, SUBGRAPHS, type ServiceName, type SubgraphName } from './stack-env.ts';

const READY_TIMEOUT_MS = 30_000;
const READY_POLL_MS = 100;

const entry = (name: ServiceName): string =>
  name === 'gateway' ? 'gateway/src/main.ts' : `subgraphs/${name}/src/main.ts`;

type Variables = Record<string, string | undefined>;

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** A service as a process of its own. */
type RunningProcess = { url: string; child: ChildProcess; stop: () => Promise<void> };

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/health/ready`).then(
    (response) => response.ok,
    () => false,
  );

function startProcess(name: ServiceName, port: number, env: Variables): RunningProcess {
  const child = spawn(process.execPath, ['--import', 'tsx/esm', entry(name)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  const exited = once(child, 'exit');
  const stop = async () => {
    if (!hasEnded(child)) child.kill('SIGTERM');
    await exited;
  };
  return { url, child, stop };
}

/** Waits until a service serves. */
async function untilReady(name: ServiceName, { url, child }: RunningProcess): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!(await isReady(url))) {
    if (hasEnded(child)) throw new StartError(`${name} did not start: see above.`);
    if (Date.now() > deadline) {
      throw new StartError(`${name} was not ready within ${READY_TIMEOUT_MS / 1000} s: see above.`);
    }
    await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS));
  }
}

/**
 * Starts each service as a process of its own, on migrated databases.
 * @param onExit told when a service ends by itself
 */
export async function startServicesStack(
  settings: StackSettings,
  onExit: (service: ServiceName) => void,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const env = await stackEnv(settings);
  const running: RunningProcess[] = [];
  let stopping = false;
  const stop = async () => {
    stopping = true;
    for (const service of running.reverse()) await service.stop();
  };
  const run = async (name: ServiceName, variables: Variables): Promise<string> => {
    const service = startProcess(name, settings.ports[name], variables);
    running.push(service);
    await untilReady(name, service);
    service.child.once('exit', () => {
      if (!stopping) onExit(name);
    });
    return service.url;
  };
  try {
    const urls = await Promise.all(
      SUBGRAPHS.map(async (name) => [name, await run(name, env.subgraph(name))] as const),
    );
    const url = await run('gateway', env.gateway(Object.fromEntries(urls) as Record<SubgraphName, string>));
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
