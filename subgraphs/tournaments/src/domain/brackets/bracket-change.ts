import type { ArenaEvent } from '@arena/events';
import type { MatchRow } from '../../db/schema.ts';

/** What a result has done to the rest of its bracket: the matches it has made or changed, and what tells of it. */
export type BracketChange = { matches: MatchRow[]; events: ArenaEvent[] };

export const NO_CHANGE: BracketChange = { matches: [], events: [] };
