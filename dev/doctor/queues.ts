import type { QueueState } from '@arena/events';
import { fail, ok, skipped, warn, type Finding } from './finding.ts';
import { count, named } from './wording.ts';

/** A queue as it was found: with its state, or not at all. */
export type QueueSeen = { queue: string; consumer: string; state: QueueState | undefined };

/** More waiting than this is more than a moment's work. */
const DEEP = 1_000;

/** Who consumes, as far as that can be seen. */
export type Consuming = {
  /** undefined where consumers of a queue cannot be counted from outside of the process */
  up: ReadonlySet<string> | undefined;
};

const withDead = ({ queue, dead }: QueueState): string => `${dead} in ${queue}`;

function amissOf(consumer: string, seen: readonly QueueSeen[], { up }: Consuming): Finding[] {
  const states = seen.flatMap(({ state }) => state ?? []);
  const missing = seen.filter(({ state }) => !state).map(({ queue }) => queue);
  const dead = states.filter((state) => state.dead > 0);
  const deep = states.filter(({ ready }) => ready > DEEP);
  const idle = up?.has(consumer) ? states.filter(({ consumers }) => consumers === 0) : [];
  return [
    ...(missing.length > 0
      ? [fail(consumer, 'queue-missing', `there is no ${named(missing)}`, 'start any service anew')]
      : []),
    ...(idle.length > 0
      ? [
          fail(
            consumer,
            'queue-without-consumer',
            `nobody takes from ${named(idle.map(({ queue }) => queue))}`,
            `start ${consumer} anew`,
          ),
        ]
      : []),
    ...(dead.length > 0
      ? [
          fail(
            consumer,
            'dead-letters',
            `${count(
              dead.reduce((sum, state) => sum + state.dead, 0),
              'message',
            )} parked: ${named(dead.map(withDead))}`,
            `npm run events -- show ${dead[0]?.queue}`,
          ),
        ]
      : []),
    ...(deep.length > 0
      ? [
          warn(
            consumer,
            'queue-deep',
            `much waits: ${named(deep.map(({ queue, ready }) => `${ready} in ${queue}`))}`,
            'look again; add a replica if it grows',
          ),
        ]
      : []),
  ];
}

function summary(seen: readonly QueueSeen[], { up }: Consuming): string {
  const states = seen.flatMap(({ state }) => state ?? []);
  const waiting = states.reduce((sum, { ready }) => sum + ready, 0);
  const consumers = states.reduce((sum, state) => sum + state.consumers, 0);
  return [
    count(seen.length, 'queue'),
    `${waiting} waiting`,
    'none parked',
    ...(up ? [count(consumers, 'consumer')] : []),
  ].join(', ');
}

/** How the queues of each consumer fare. */
export function judgeQueues(queues: readonly QueueSeen[], consuming: Consuming): Finding[] {
  const consumers = [...new Set(queues.map(({ consumer }) => consumer))];
  return consumers.flatMap((consumer) => {
    const seen = queues.filter((one) => one.consumer === consumer);
    const amiss = amissOf(consumer, seen, consuming);
    if (amiss.length > 0) return amiss;
    const says = summary(seen, consuming);
    const isAway = consuming.up !== undefined && !consuming.up.has(consumer);
    return [isAway ? skipped(consumer, `${says}; ${consumer} is not up`) : ok(consumer, says)];
  });
}
