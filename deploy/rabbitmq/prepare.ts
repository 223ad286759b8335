// Prepares RabbitMQ for this version, as a job before it is started: a user for each service with no more than it needs,
// where the management plugin is told of, and the exchanges and queues of all. May be run again.
//
//   AMQP_MANAGEMENT_URL=http://admin:...@rabbitmq:15672 AMQP_URL=amqp://admin:...@rabbitmq:5672/arena \
//   USERS_AMQP_PASSWORD=... ... node deploy/rabbitmq/prepare.ts
import {
  brokerNames,
  busVariables,
  declareTopology,
  openChannels,
  RETRY_DELAYS_MS,
  subscriptionsOf,
} from '@arena/events';
import { parseEnvironment, urlVariable } from '@arena/subgraph-kit';
import { connect } from 'amqplib';
import { z } from 'zod';
import { definitions, type BrokerUser } from './definitions.ts';
import { BROKER_SERVICES, type BrokerService } from './permissions.ts';

const adminVariables = z.object({
  ...busVariables,
  AMQP_MANAGEMENT_URL: urlVariable('http', 'https').optional(),
});
const passwordVariables = z.object(
  Object.fromEntries(
    BROKER_SERVICES.map((service) => [
      `${service.toUpperCase()}_AMQP_PASSWORD`,
      z.string('is missing').min(16, 'must have at least 16 characters'),
    ]),
  ),
);

/** The virtual host that an address leads to. */
const vhostOf = (amqpUrl: string): string => decodeURIComponent(new URL(amqpUrl).pathname.slice(1)) || '/';

/** Each service's user, called as the service is. */
function usersGiven(): Record<BrokerService, BrokerUser> {
  const passwords = parseEnvironment(passwordVariables, process.env);
  const users = BROKER_SERVICES.map((name) => [
    name,
    { name, password: passwords[`${name.toUpperCase()}_AMQP_PASSWORD`] },
  ]);
  return Object.fromEntries(users) as Record<BrokerService, BrokerUser>;
}

/** Asks the management plugin to take something over; the address bears who asks. */
async function putInto(managementUrl: string, method: 'POST' | 'PUT', path: string, body: unknown) {
  const { origin, username, password } = new URL(managementUrl);
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const answer = await fetch(`${origin}${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  if (!answer.ok) throw new Error(`RabbitMQ's management plugin answers ${answer.status} to ${path}.`);
}

/** Makes the users, and lets the administrator who makes them into the virtual host. */
async function makeUsers(managementUrl: string, amqpUrl: string, prefix: string): Promise<void> {
  const vhost = vhostOf(amqpUrl);
  await putInto(managementUrl, 'POST', '/api/definitions', definitions(vhost, prefix, usersGiven()));
  const administrator = new URL(amqpUrl).username;
  const all = { configure: '.*', write: '.*', read: '.*' };
  await putInto(managementUrl, 'PUT', `/api/permissions/${encodeURIComponent(vhost)}/${administrator}`, all);
}

async function declareAll(url: string, prefix: string, consumers: Parameters<typeof subscriptionsOf>[0]) {
  const connection = await connect(url, { timeout: 10_000 });
  const channels = await openChannels(connection);
  await declareTopology(channels, brokerNames(prefix), RETRY_DELAYS_MS, subscriptionsOf(consumers));
  await connection.close();
}

try {
  const { AMQP_URL, BUS_PREFIX, BUS_CONSUMERS, AMQP_MANAGEMENT_URL } = parseEnvironment(
    adminVariables,
    process.env,
  );
  if (AMQP_MANAGEMENT_URL) await makeUsers(AMQP_MANAGEMENT_URL, AMQP_URL, BUS_PREFIX);
  await declareAll(AMQP_URL, BUS_PREFIX, BUS_CONSUMERS);
  console.log('RabbitMQ is prepared.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
