import type { ArenaEvent } from '@arena/events';
import type { MatchRow } from '../../db/schema.ts';

/** What a result has done to the rest of its bracket: the matches it has made or changed, and what tells of it. */
export type BracketChange = { matches: MatchRow[]; events: ArenaEvent[] };

export const NO_CHANGE: BracketChange = { matches: [], events: [] };

/** Both changes, one after the other. */
export const followedBy = (first: BracketChange, second: BracketChange): BracketChange => ({
  matches: [...first.matches, ...second.matches],
  events: [...first.events, ...second.events],
});
