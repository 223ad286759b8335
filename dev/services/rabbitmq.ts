import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'amqplib';
import { hasContainerEngine, startContainer } from './containers.ts';
import { canInstallPackages, installPackage } from './debian.ts';
import { found, orMissing, type Missing, type Server } from './server.ts';
import { freePort, untilServing } from './tcp.ts';

const STANDARD_URL = 'amqp://guest:guest@127.0.0.1:5672';
/** the script itself: the one on the PATH insists on root or its own user */
const SCRIPT = '/usr/lib/rabbitmq/bin/rabbitmq-server';
const START_TIMEOUT_MS = 90_000;

async function serves(url: string): Promise<boolean> {
  try {
    const connection = await connect(url, { timeout: 2_000 });
    await connection.close();
    return true;
  } catch {
    return false;
  }
}

/** Starts the installed RabbitMQ as a node of its own, beside any other, with its files in a temporary place. */
async function startServer(): Promise<Server> {
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
  const child = spawn(SCRIPT, [], { stdio: 'ignore', env, cwd: directory });
  const exited = once(child, 'exit');
  const url = `amqp://guest:guest@127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
    // the port mapper outlives the node that started it
    spawnSync('epmd', ['-port', String(epmdPort), '-kill'], { env });
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await untilServing('rabbitmq-server', () => serves(url), START_TIMEOUT_MS);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

/**
 * A RabbitMQ for tests: at AMQP_URL, on its standard port, in a container, or from the Debian package.
 * @throws when AMQP_URL is given and does not serve
 */
export async function findRabbitMq(given: string | undefined): Promise<Server | Missing> {
  if (given) {
    if (await serves(given)) return found(given);
    throw new Error('AMQP_URL is set, but no RabbitMQ answers there. Start it, or unset AMQP_URL.');
  }
  if (await serves(STANDARD_URL)) return found(STANDARD_URL);
  if (hasContainerEngine()) {
    return startContainer({
      image: 'rabbitmq:4-alpine',
      port: 5672,
      url: (port) => `amqp://guest:guest@127.0.0.1:${port}`,
      serves,
      timeoutMs: START_TIMEOUT_MS,
    });
  }
  if (existsSync(SCRIPT) || (canInstallPackages() && installPackage('rabbitmq-server'))) {
    return orMissing('RabbitMQ', startServer());
  }
  return {
    missing: 'no RabbitMQ listens on port 5672, no container engine answers, and none can be installed',
  };
}
