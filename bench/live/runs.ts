import type { Transport } from './subscribers/subscription.ts';

/** So many subscribers of one tournament, which changes so often. */
export type Run = { transport: Transport; subscribers: number; eventsPerSecond: number };

export const RUNS: Run[] = [
  { transport: 'websocket', subscribers: 1, eventsPerSecond: 10 },
  { transport: 'websocket', subscribers: 200, eventsPerSecond: 10 },
  { transport: 'websocket', subscribers: 2_000, eventsPerSecond: 5 },
  { transport: 'websocket', subscribers: 2_000, eventsPerSecond: 10 },
  { transport: 'websocket', subscribers: 2_000, eventsPerSecond: 20 },
  { transport: 'sse', subscribers: 2_000, eventsPerSecond: 10 },
  { transport: 'multipart', subscribers: 2_000, eventsPerSecond: 10 },
];

/** The run whose gateway is profiled. */
export const PROFILED: Run = { transport: 'websocket', subscribers: 2_000, eventsPerSecond: 10 };
