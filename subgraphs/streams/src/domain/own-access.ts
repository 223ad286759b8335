import type { StreamRole } from '../presence/presence.ts';
import type { StreamRow } from '../db/schema.ts';
import type { Loaders } from '../loaders.ts';

/** As what the caller is admitted to a match at this moment; null while they hold no grant. */
export const ownAccess = async (loaders: Loaders, matchId: string): Promise<StreamRole | null> =>
  (await loaders.ownMatch.load(matchId)) ? 'STAFF' : loaders.ownRole.load(matchId);

/** Where a stream is, for whoever is admitted to its match; null for others. */
export const shownUrl = async (loaders: Loaders, { matchId, url }: StreamRow): Promise<string | null> =>
  (await ownAccess(loaders, matchId)) === null ? null : url;
