import type { TournamentRow } from '../db/schema.ts';

/** Whether a tournament has come to its end, one way or the other. */
export const isOver = ({ status }: TournamentRow): boolean => status === 'FINISHED' || status === 'CANCELED';

/** Whether a tournament still sells seats: neither started nor with its teams settled. */
export const sellsSeats = ({ status, rosterClosed }: TournamentRow): boolean =>
  status === 'PENDING' && !rosterClosed;
