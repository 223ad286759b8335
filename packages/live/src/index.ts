export * from './adapters.ts';
export * from './latest-queue.ts';
export { type Live } from './live.ts';
export * from './local-live.ts';
export * from './redis-live.ts';
export * from './topic.ts';
export * from './with-live.ts';
export * from './measured-live.ts';
