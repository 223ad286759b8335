import { hasContainerEngine, startContainer } from './containers.ts';
import { canInstallPackages, installPackage } from './debian.ts';
import { brokerServes, isRabbitMqInstalled, makeRabbitMqNode, START_TIMEOUT_MS } from './rabbitmq-node.ts';
import { found, orMissing, type Missing, type Server } from './server.ts';

const STANDARD_URL = 'amqp://guest:guest@127.0.0.1:5672';

async function startNode(): Promise<Server> {
  const node = await makeRabbitMqNode();
  try {
    await node.start();
  } catch (error) {
    await node.remove();
    throw error;
  }
  return { url: node.url, stop: node.remove };
}

/**
 * A RabbitMQ for tests: at AMQP_URL, on its standard port, in a container, or from the Debian package.
 * @throws when AMQP_URL is given and does not serve
 */
export async function findRabbitMq(given: string | undefined): Promise<Server | Missing> {
  if (given) {
    if (await brokerServes(given)) return found(given);
    throw new Error('AMQP_URL is set, but no RabbitMQ answers there. Start it, or unset AMQP_URL.');
  }
  if (await brokerServes(STANDARD_URL)) return found(STANDARD_URL);
  if (hasContainerEngine()) {
    return startContainer({
      image: 'rabbitmq:4-alpine',
      port: 5672,
      url: (port) => `amqp://guest:guest@127.0.0.1:${port}`,
      serves: brokerServes,
      timeoutMs: START_TIMEOUT_MS,
    });
  }
  if (isRabbitMqInstalled() || (canInstallPackages() && installPackage('rabbitmq-server'))) {
    return orMissing('RabbitMQ', startNode());
  }
  return {
    missing: 'no RabbitMQ listens on port 5672, no container engine answers, and none can be installed',
  };
}
