import type { Stage } from '../acts/act.ts';
import { openConnection, type Connection } from '../client/connection.ts';
import { Crowd } from '../live/crowd.ts';
import { Renames } from '../live/renames.ts';
import type { World } from '../world/world.ts';
import { Tally } from './tally.ts';

/** A load on one gateway: who asks, who listens, and what is counted meanwhile. */
export type Load = Stage & {
  crowd: Crowd;
  open: () => Connection;
  /** Counts from nothing; what was counted until now. */
  takeTally: () => Tally;
  /** Rejects when something comes to the crowd that should not. */
  trouble: Promise<never>;
  end: () => Promise<void>;
};

export type LoadOptions = { url: string; world: World; listeners: number; staysMs?: [number, number] };

/** Has a crowd gather before a gateway. */
export async function startLoad({ url, world, listeners, staysMs }: LoadOptions): Promise<Load> {
  let tally = new Tally();
  const open = () => openConnection(url, () => tally);
  const renames = new Renames();
  const connection = open();
  let onTrouble: (error: unknown) => void = () => {};
  const trouble = new Promise<never>((_, reject) => (onTrouble = reject));
  // it is for whoever waits for the load; before, and after its end, nobody does
  trouble.catch(() => {});
  const crowd = new Crowd({ world, renames, connection, size: listeners, staysMs, onTrouble });
  await crowd.gather();
  return {
    world,
    renames,
    crowd,
    open,
    trouble,
    tally: () => tally,
    takeTally: () => {
      const taken = tally;
      tally = new Tally();
      return taken;
    },
    end: async () => {
      crowd.disperse();
      await connection.close();
    },
  };
}
