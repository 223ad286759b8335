import type { Transport } from './subscribers/subscription.ts';

/** So many subscribers of one tournament, which changes so often. */
export type Run = { transport: Transport; subscribers: number; eventsPerSecond: number };

/** What is run: how often, for how long each time, and how long before that to warm up. */
export type Plan = { runs: readonly Run[]; rounds: number; seconds: number; warmUpSeconds: number };

export const FULL: Plan = {
  runs: [
    { transport: 'websocket', subscribers: 1, eventsPerSecond: 10 },
    { transport: 'websocket', subscribers: 200, eventsPerSecond: 10 },
    { transport: 'websocket', subscribers: 2_000, eventsPerSecond: 5 },
    { transport: 'websocket', subscribers: 2_000, eventsPerSecond: 10 },
    { transport: 'websocket', subscribers: 2_000, eventsPerSecond: 20 },
    { transport: 'websocket', subscribers: 10_000, eventsPerSecond: 1 },
    { transport: 'websocket', subscribers: 10_000, eventsPerSecond: 2 },
    { transport: 'sse', subscribers: 2_000, eventsPerSecond: 10 },
    { transport: 'sse', subscribers: 10_000, eventsPerSecond: 1 },
    { transport: 'multipart', subscribers: 2_000, eventsPerSecond: 10 },
    { transport: 'multipart', subscribers: 10_000, eventsPerSecond: 1 },
  ],
  rounds: 3,
  seconds: 10,
  warmUpSeconds: 3,
};

export const QUICK: Plan = {
  runs: [
    { transport: 'websocket', subscribers: 1, eventsPerSecond: 10 },
    { transport: 'websocket', subscribers: 1_000, eventsPerSecond: 5 },
    { transport: 'sse', subscribers: 1_000, eventsPerSecond: 5 },
  ],
  rounds: 1,
  seconds: 2,
  warmUpSeconds: 1,
};

/** The run whose gateway is profiled. */
export const PROFILED: Run = { transport: 'websocket', subscribers: 2_000, eventsPerSecond: 10 };
