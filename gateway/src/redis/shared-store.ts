import type { Redis } from 'ioredis';

/** What gateways share, and what the names of their keys begin with. */
export type SharedStore = { redis: Redis; prefix: string };
