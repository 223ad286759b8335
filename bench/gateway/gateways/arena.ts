// Arena's gateway with nothing kept and everybody counted in its memory.
import { runChild } from '../child/run-child.mjs';
import type { GatewayOptions } from './gateway-options.ts';
import { startArena } from './start-arena.ts';

runChild({ start: (options: GatewayOptions) => startArena(options, 'off') });
