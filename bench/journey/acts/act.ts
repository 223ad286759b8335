import type { Actor } from '../client/actor.ts';
import type { Renames } from '../live/renames.ts';
import type { Tally } from '../load/tally.ts';
import type { World } from '../world/world.ts';

/** What an act has to do with besides who does it. */
export type Stage = { world: World; renames: Renames; tally: () => Tally };

/** Something that people do, as often as it weighs. */
export type Act = { name: string; weight: number; perform: (actor: Actor, stage: Stage) => Promise<void> };
