import { afterAll } from 'vitest';
import { openResources } from './open-resources.ts';

// what another file of this process has left open is told there
const before = new Set(openResources());

// registered before any hook of the file, so it runs after all of them
afterAll(() => {
  const leaked = openResources().filter((name) => !before.has(name));
  if (leaked.length > 0) throw new Error(`This file leaves open: ${leaked.join(', ')}`);
});
