export * from './bounded-names.ts';
export * from './families.ts';
export * from './metrics.ts';
export * from './operation-metrics.ts';
export * from './read-briefly.ts';
export { OF_A_DATABASE } from './scrape-reads.ts';
export * from './serve-metrics.ts';
