import { expect, test } from 'vitest';
import { createPace } from '../src/mail/pace.ts';
import { createSlots } from '../src/mail/slots.ts';
import { contactOf, mailerOnTrial, welcome } from './sample-mails.ts';
import { startSmtpServer } from './smtp-server-on-trial.ts';

/** Once all that can go on has done so. */
const settled = () => new Promise(setImmediate);

/** A clock that moves only while somebody sleeps, by about as long as they would: `late` longer. */
function sleepingClock(late = 0) {
  let time = 0;
  return {
    now: () => time,
    sleep: async (milliseconds: number) => {
      await settled();
      time += Math.max(1, milliseconds + late);
    },
    pass: (milliseconds: number) => void (time += milliseconds),
  };
}

/** When each of so many was let through. */
async function passed(count: number, perSecond: number, clock: ReturnType<typeof sleepingClock>) {
  const times: number[] = [];
  const turn = createPace(perSecond, clock);
  await Promise.all(Array.from({ length: count }, () => turn().then(() => times.push(clock.now()))));
  return times;
}

const mostInASecond = (times: number[]): number =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));

test('the first goes at once, and the others evenly after it', async () => {
  expect(await passed(5, 4, sleepingClock())).toEqual([0, 250, 500, 750, 1_000]);
});

test.each([1, 3, 10, 14, 500])('of many at once, no second has more than %d', async (perSecond) => {
  const times = await passed(perSecond * 3, perSecond, sleepingClock());
  expect(times).toHaveLength(perSecond * 3);
  expect(mostInASecond(times)).toBeLessThanOrEqual(perSecond);
});

test('a timer that is late lets nobody make up for it', async () => {
  expect(mostInASecond(await passed(100, 10, sleepingClock(40)))).toBeLessThanOrEqual(10);
});

test('a timer that is early lets nobody through before it is time', async () => {
  expect(await passed(3, 10, sleepingClock(-30))).toEqual([0, 100, 200]);
});

test('what was not used is not saved up', async () => {
  const clock = sleepingClock();
  const turn = createPace(2, clock);
  await turn();
  clock.pass(60_000);
  const times: number[] = [];
  await Promise.all([1, 2, 3].map(() => turn().then(() => times.push(clock.now()))));
  expect(times).toEqual([60_000, 60_500, 61_000]);
});

test('mails leave at that pace, however many connections there are', async () => {
  const clock = sleepingClock();
  await using server = await startSmtpServer();
  await using mailer = mailerOnTrial({ smtpUrl: server.url, ratePerSecond: 4 }, { paceClock: clock });
  const leftAt: number[] = [];
  const send = async () => {
    await mailer.send(welcome(), contactOf());
    leftAt.push(clock.now());
  };
  await send();
  await send();
  await Promise.all([send(), send(), send()]);
  expect(leftAt.slice(0, 2)).toEqual([0, 250]);
  expect(clock.now()).toBe(1_000);
  expect(server.received).toHaveLength(5);
});

test('no more tasks run at once than there are slots, in their order, and a failed one gives its slot back', async () => {
  const inSlot = createSlots(2);
  const events: string[] = [];
  const finish: (() => void)[] = [];
  const task = (name: string) => async () => {
    events.push(`${name} begins`);
    await new Promise<void>((resolve) => finish.push(resolve));
    events.push(`${name} ends`);
    if (name === 'a') throw new Error('a fails');
    return name;
  };
  const all = Promise.allSettled(['a', 'b', 'c', 'd'].map((name) => inSlot(task(name))));
  for (let next = 0; next < 4; next += 1) {
    await settled();
    finish[next]?.();
  }
  const results = await all;
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  expect(events).toEqual([
    'a begins',
    'b begins',
    'a ends',
    'c begins',
    'b ends',
    'd begins',
    'c ends',
    'd ends',
  ]);
});
