import type { DeadLetter, OutgoingMessage, QueueState } from '@arena/events';
import { columns } from '../text/columns.ts';

export const formatQueues = (states: readonly QueueState[]): string =>
  columns([
    ['QUEUE', 'WAITING', 'PARKED', 'CONSUMERS'],
    ...states.map(({ queue, ready, dead, consumers }) => [
      queue,
      String(ready),
      String(dead),
      String(consumers),
    ]),
  ]);

export const formatDeadLetter = ({ id, routingKey, content, attempts, error, diedAt }: DeadLetter): string =>
  [
    `${routingKey}  ${id ?? '(without id)'}`,
    `  parked   ${diedAt}, after ${attempts} ${attempts === 1 ? 'try' : 'tries'}`,
    `  because  ${error.split('\n').join('\n           ')}`,
    `  message  ${content}`,
  ].join('\n');

export const formatEvent = ({ id, routingKey, content, headers }: OutgoingMessage): string =>
  `${routingKey}  ${id}  ${headers.requestId ?? ''}\n  ${content}`;
