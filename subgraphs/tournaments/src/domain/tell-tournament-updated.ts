import type { App } from '../app.ts';
import { tournamentUpdated } from '../live/topics.ts';

/** Tells whoever watches a tournament of a change to it, which must have been committed. */
export const tellTournamentUpdated = ({ live }: App, tournamentId: string): void =>
  live.publish(tournamentUpdated, tournamentId, { tournamentId });
