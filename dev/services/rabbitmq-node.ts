import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'amqplib';
import { freePort, untilServing } from './tcp.ts';

/** the script itself: the one on the PATH insists on root or its own user */
const SCRIPT = '/usr/lib/rabbitmq/bin/rabbitmq-server';
export const START_TIMEOUT_MS = 90_000;

/** Whether RabbitMQ is installed here, so that nodes of it can be made. */
export const isRabbitMqInstalled = (): boolean => existsSync(SCRIPT);

/** Whether a broker lets this user in. */
export async function brokerServes(url: string): Promise<boolean> {
  try {
    const connection = await connect(url, { timeout: 2_000 });
    await connection.close();
    return true;
  } catch {
    return false;
  }
}

/** A RabbitMQ node of one's own, which may be stopped and started again on its data. */
export type RabbitMqNode = {
  url: string;
  start: () => Promise<void>;
  stop: () => Promise<void>;
  /** Stops it and removes its data. */
  remove: () => Promise<void>;
};

/** Prepares a node of the installed RabbitMQ beside any other, with its files in a temporary place. */
export async function makeRabbitMqNode(): Promise<RabbitMqNode> {
  const [port, distPort, epmdPort] = [await freePort(), await freePort(), await freePort()];
  const directory = await mkdtemp(join(tmpdir(), 'arena-rabbitmq-'));
  // its own configuration, whatever the machine's says of ports and names
  const [config, environment] = [join(directory, 'rabbitmq.conf'), join(directory, 'rabbitmq-env.conf')];
  await writeFile(config, `listeners.tcp.1 = 127.0.0.1:${port}\n`);
  await writeFile(environment, '');
  const env = {
    ...process.env,
    HOME: directory,
    RABBITMQ_NODENAME: `arena-${port}@localhost`,
    RABBITMQ_CONFIG_FILE: config,
    RABBITMQ_CONF_ENV_FILE: environment,
    RABBITMQ_DIST_PORT: String(distPort),
    RABBITMQ_MNESIA_BASE: join(directory, 'data'),
    RABBITMQ_LOG_BASE: join(directory, 'log'),
    RABBITMQ_PID_FILE: join(directory, 'pid'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(directory, 'enabled_plugins'),
    ERL_EPMD_PORT: String(epmdPort),
  };
  const url = `amqp://guest:guest@127.0.0.1:${port}`;
  let child: ChildProcess | undefined;

  const stop = async () => {
    if (!child) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
    child = undefined;
  };
  return {
    url,
    start: async () => {
      child = spawn(SCRIPT, [], { stdio: 'ignore', env, cwd: directory });
      try {
        await untilServing('rabbitmq-server', () => brokerServes(url), START_TIMEOUT_MS);
      } catch (error) {
        await stop();
        throw error;
      }
    },
    stop,
    remove: async () => {
      await stop();
      // the port mapper outlives the node that started it
      spawnSync('epmd', ['-port', String(epmdPort), '-kill'], { env });
      await rm(directory, { recursive: true, force: true });
    },
  };
}
