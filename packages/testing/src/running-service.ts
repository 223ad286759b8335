import type { Service } from '@arena/subgraph-kit';
import { register } from './open-resources.ts';

/** A started service as something a test must dispose of. */
export const running = (name: string, service: Service): Service & AsyncDisposable =>
  register(name, { ...service }, service.stop);
