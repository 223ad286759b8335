import type { App } from '../app.ts';
import type { MatchRow } from '../db/schema.ts';
import { matchUpdated } from '../live/topics.ts';

/** Tells whoever watches the matches of a tournament of a change to one, which must have been committed. */
export const tellMatchUpdated = ({ live }: App, { id, tournamentId }: MatchRow): void =>
  live.publish(matchUpdated, tournamentId, { matchId: id });
