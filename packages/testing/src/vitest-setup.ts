import { afterAll } from 'vitest';
import { openResources } from './open-resources.ts';

// registered before any hook of the file, so it runs after all of them
afterAll(() => {
  const leaked = openResources();
  if (leaked.length > 0) throw new Error(`This file leaves open: ${leaked.join(', ')}`);
});
