// Arena's gateway with answers kept, and everybody counted, on Redis.
import { runChild } from '../child/run-child.mjs';
import type { GatewayOptions } from './gateway-options.ts';
import { startArena } from './start-arena.ts';

runChild({ start: (options: GatewayOptions) => startArena(options, 'on') });
