import type { DeadLetter, OutgoingMessage, QueueState } from '@arena/events';

/** Lays rows out in columns. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}

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
