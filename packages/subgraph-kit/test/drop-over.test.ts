import { LRUCache } from 'lru-cache';
import { expect, test } from 'vitest';
import { dropOver } from '../src/index.ts';

test('what is over goes as others come, and what is not stays', () => {
  const cache = new LRUCache<string, { untilMs: number }>({ max: 100 });
  for (let n = 0; n < 5; n += 1) cache.set(`over ${n}`, { untilMs: 10 });
  cache.set('lasts', { untilMs: 11 });
  for (let n = 0; n < 3; n += 1) {
    dropOver(cache, 10);
    cache.set(`new ${n}`, { untilMs: 20 });
  }
  expect([...cache.rkeys()]).toEqual(['lasts', 'new 0', 'new 1', 'new 2']);
});
