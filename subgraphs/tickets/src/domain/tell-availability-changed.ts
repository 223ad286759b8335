import type { App } from '../app.ts';
import { availabilityChanged } from '../live/topics.ts';

/** Tells whoever watches how many seats of a tournament are to be had of a change, which must have been committed. */
export const tellAvailabilityChanged = ({ live }: App, tournamentId: string): void =>
  live.publish(availabilityChanged, tournamentId, { tournamentId });
