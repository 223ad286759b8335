import { randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brokerNames, connectRabbitMq, SUBSCRIPTIONS, type OutgoingMessage } from '@arena/events';
import { eventually, testBroker, testLogger, testServices, type TestBroker } from '@arena/testing';
import { connect, type Channel } from 'amqplib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitions, type BrokerUser } from '../rabbitmq/definitions.ts';
import { BROKER_SERVICES, permissionsOf, type BrokerService } from '../rabbitmq/permissions.ts';

test('a service may declare every queue there is, and read those of its own alone', () => {
  const names = brokerNames('test.');
  for (const service of BROKER_SERVICES) {
    const { configure, write, read } = permissionsOf(service, 'test.');
    for (const { queue, consumer } of SUBSCRIPTIONS) {
      for (const name of [names.queue(queue), names.dead(queue)]) {
        expect(name).toMatch(new RegExp(configure));
        expect(name).toMatch(new RegExp(write));
      }
      expect(new RegExp(read).test(names.queue(queue)), `${service} reads ${queue}`).toBe(
        consumer === service,
      );
      expect(names.dead(queue)).not.toMatch(new RegExp(read));
    }
  }
});

/** Whether users can be made on the broker that the tests have: it is on this machine, and lets us administer it. */
const isAdministered = (): boolean => {
  const { amqp } = testServices();
  return (
    'url' in amqp &&
    new URL(amqp.url).port === '5672' &&
    spawnSync('rabbitmqctl', ['--quiet', 'list_users'], { timeout: 60_000 }).status === 0
  );
};

const NAME = `arena_deploy_test_${randomBytes(4).toString('hex')}`;
const PASSWORD = randomBytes(12).toString('hex');
const userOf = (service: BrokerService): BrokerUser => ({ name: `${NAME}_${service}`, password: PASSWORD });
const users = Object.fromEntries(BROKER_SERVICES.map((service) => [service, userOf(service)])) as Record<
  BrokerService,
  BrokerUser
>;

const CONSUMED = ['tickets', 'payments'] as const;

let administered = false;
let broker: TestBroker;

function rabbitmqctl(...args: string[]): void {
  const { status, stderr } = spawnSync('rabbitmqctl', ['--quiet', ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

beforeAll(async () => {
  administered = isAdministered();
  if (!administered) return;
  broker = await testBroker({ consumers: CONSUMED, retryDelaysMs: [50] });
  {
    await using _declared = await broker.connect();
  }
  const directory = await mkdtemp(join(tmpdir(), 'arena-definitions-'));
  const file = join(directory, 'definitions.json');
  await writeFile(file, JSON.stringify(definitions('/', broker.prefix, users)), { mode: 0o644 });
  spawnSync('chmod', ['755', directory]);
  rabbitmqctl('import_definitions', file);
  await rm(directory, { recursive: true });
}, 120_000);

afterAll(async () => {
  if (!administered) return;
  await broker[Symbol.asyncDispose]();
  for (const { name } of Object.values(users)) rabbitmqctl('delete_user', name);
}, 120_000);

const urlOf = (service: BrokerService): string =>
  Object.assign(new URL(broker.url), { username: userOf(service).name, password: PASSWORD }).href;

/** The bus, as a service of its own user has it. */
const busOf = (service: BrokerService) =>
  connectRabbitMq({
    url: urlOf(service),
    prefix: broker.prefix,
    consumers: CONSUMED,
    logger: testLogger(),
    retryDelaysMs: [50],
  });

const event = (routingKey: string): OutgoingMessage => ({
  id: randomBytes(8).toString('hex'),
  routingKey,
  content: '{}',
  headers: {},
});

test('a service does all that it must', async ({ skip }) => {
  if (!administered) return skip('rabbitmqctl does not administer the broker here');
  const [tickets, payments] = [await busOf('tickets'), await busOf('payments')];
  try {
    const heard: string[] = [];
    let attempts = 0;
    const consumer = await tickets.consume('tickets.payments.paid', async (delivery) => {
      attempts += 1;
      if (attempts === 1) throw new Error('tried again');
      heard.push(delivery.routingKey);
    });
    await payments.publish([event('payments.paid.v1')]);
    await eventually(
      async () => heard.length,
      (count) => count > 0,
    );
    await consumer.stop();
    expect(heard).toEqual(['payments.paid.v1']);

    const serving = await tickets.serve('tickets.check', async (content) => `${content}, answered`);
    expect(await payments.request('tickets.check', 'asked', { timeoutMs: 10_000, headers: {} })).toBe(
      'asked, answered',
    );
    await serving.stop();
  } finally {
    await tickets.close();
    await payments.close();
  }
});

/** The code that the broker closes a channel with. */
async function refusal(service: BrokerService, attempt: (channel: Channel) => unknown): Promise<unknown> {
  const connection = await connect(urlOf(service));
  const channel = await connection.createConfirmChannel();
  const closed = new Promise<unknown>((resolve) => channel.once('error', (error) => resolve(error.code)));
  try {
    await attempt(channel);
    await channel.waitForConfirms();
    return undefined;
  } catch {
    return await closed;
  } finally {
    await connection.close().catch(() => undefined);
  }
}

const ACCESS_REFUSED = 403;

test('a service does nothing else', async ({ skip }) => {
  if (!administered) return skip('rabbitmqctl does not administer the broker here');
  const names = brokerNames(broker.prefix);
  const attempts: Record<string, (channel: Channel) => unknown> = {
    'reads another’s queue': (channel) => channel.get(names.queue('payments.tickets.issued')),
    'reads what is parked': (channel) => channel.get(names.dead('tickets.payments.paid')),
    'tells another’s event': (channel) =>
      channel.publish(names.events, 'payments.paid.v1', Buffer.from('{}')),
    'answers another’s requests': (channel) => channel.assertQueue(names.requests('users.contacts')),
    'hears every event': async (channel) =>
      channel.bindQueue(names.queue('tickets.payments.paid'), names.events, '#'),
    'makes a queue': (channel) => channel.assertQueue(`${broker.prefix}mine`),
    'makes an exchange': (channel) => channel.assertExchange(`${broker.prefix}mine`, 'fanout'),
  };
  const outcomes: Record<string, unknown> = {};
  for (const [name, attempt] of Object.entries(attempts)) outcomes[name] = await refusal('tickets', attempt);
  expect(outcomes).toEqual(Object.fromEntries(Object.keys(attempts).map((name) => [name, ACCESS_REFUSED])));
  expect(
    await refusal('tickets', (channel) =>
      channel.publish(names.events, 'tickets.released.v1', Buffer.from('{}')),
    ),
  ).toBeUndefined();
});
