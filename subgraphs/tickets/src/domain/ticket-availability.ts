import type { Availability } from '../db/sales-store.ts';
import type { Loaders } from '../loaders.ts';

const NONE: Availability = { total: 0, available: 0, reserved: 0, sold: 0 };

/** How many seats of a tournament are to be had; zeros before they exist. */
export async function ticketAvailability(
  loaders: Loaders,
  tournamentId: string,
): Promise<Availability & { id: string; tournament: { id: string } }> {
  const availability = (await loaders.availabilityOf.load(tournamentId)) ?? NONE;
  return { ...availability, id: tournamentId, tournament: { id: tournamentId } };
}
