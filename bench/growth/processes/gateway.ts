// Arena's gateway with nothing kept, that tells what it holds in memory.
import { runChild } from '../../gateway/child/run-child.mjs';
import type { GatewayOptions } from '../../gateway/gateways/gateway-options.ts';
import { startArena } from '../../gateway/gateways/start-arena.ts';

runChild({
  start: (options: GatewayOptions) => startArena(options, 'off'),
  /** The bytes of the heap once garbage is collected, which takes --expose-gc. */
  heap: (): number => {
    globalThis.gc?.();
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  },
});
