import type { StreamRow } from '../db/schema.ts';
import type { Loaders } from '../loaders.ts';
import { isLive } from './record-progress.ts';

/** Whether the match of a stream is being played. */
export async function streamIsLive(loaders: Loaders, { matchId }: StreamRow): Promise<boolean> {
  const match = await loaders.matchById.load(matchId);
  return match !== null && isLive(match);
}
