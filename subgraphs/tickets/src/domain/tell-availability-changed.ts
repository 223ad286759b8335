import type { App } from '../app.ts';
import { availabilityChanged } from '../live/topics.ts';
import type { ToldCheckout } from './bought-ticket.ts';

/** Tells whoever watches how many seats of a tournament are to be had of a change, which must have been committed. */
export const tellAvailabilityChanged = ({ live }: App, tournamentId: string): void =>
  live.publish(availabilityChanged, tournamentId, { tournamentId });

/** Tells the same of what has become of a checkout, if it is one of a seat. */
export function tellSeatsOf(app: App, { type, tournamentId }: ToldCheckout): void {
  if (type === 'PARTICIPANT_SALE') tellAvailabilityChanged(app, tournamentId);
}
