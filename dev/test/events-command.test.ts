import { Unprocessable, type Running } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import { eventually, testBroker, testServices, type TestBroker, type TestBus } from '@arena/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command } from './started-command.ts';

const QUEUE = 'tickets.tournaments.finished';

describe.skipIf('missing' in testServices().amqp)('npm run events', () => {
  let broker: TestBroker;
  let bus: TestBus;
  let consumer: Running;
  const messageId = newId();
  beforeAll(async () => {
    broker = await testBroker({ consumers: ['tickets'] });
    bus = await broker.connect();
    consumer = await bus.consume(QUEUE, async () => {
      throw new Unprocessable('The message is not JSON');
    });
    await bus.publish([
      { id: messageId, routingKey: 'tournaments.finished.v1', content: 'nonsense', headers: {} },
    ]);
    await eventually(
      () => bus.deadLetters(QUEUE, 1),
      (letters) => letters.length > 0,
    );
    await consumer.stop();
  });
  afterAll(async () => {
    await bus[Symbol.asyncDispose]();
    await broker[Symbol.asyncDispose]();
  });

  /** Runs the command to its end. */
  const run = async (...args: string[]) => {
    const env = {
      ARENA_MODE: 'services',
      DATABASE_URL: testServices().postgresUrl,
      ...broker.variables,
    };
    await using events = command('events', env, args);
    return { code: await events.exited, output: events.output() };
  };

  test.concurrent('list tells what waits and what is parked', async () => {
    const { code, output } = await run('list');
    expect(code).toBe(0);
    expect(output).toMatch(/^QUEUE +WAITING +PARKED +CONSUMERS$/m);
    expect(output).toMatch(/^tickets\.tournaments\.finished +0 +1 +0$/m);
  });

  test.concurrent('show tells why a message died, and when', async () => {
    const { code, output } = await run('show', QUEUE);
    expect(code).toBe(0);
    expect(output).toContain(`tournaments.finished.v1  ${messageId}`);
    expect(output).toMatch(/parked {3}\d{4}-\d\d-\d\dT\S+, after 1 try/);
    expect(output).toContain('because  The message is not JSON');
    expect(output).toContain('message  nonsense');
  });

  test('replay puts it back', async () => {
    expect(await run('replay', QUEUE)).toMatchObject({ code: 0, output: 'Put back: 1\n' });
    const [state] = (await bus.queues()).filter(({ queue }) => queue === QUEUE);
    expect(state).toMatchObject({ ready: 1, dead: 0 });
  });

  test('an unknown queue or command is told with what there is', async () => {
    const [unknown, wrong] = await Promise.all([run('show', 'tickets.nothing'), run('explode')]);
    expect(unknown.code).toBe(1);
    expect(unknown.output).toContain(QUEUE);
    expect(wrong.code).toBe(1);
    expect(wrong.output).toContain('Usage: npm run events');
  });
});
