import { Conflict, newId, type Queryable } from '@arena/subgraph-kit';
import type { App } from '../../app.ts';
import { isBarred } from '../../db/dispute-store.ts';
import type * as schema from '../../db/schema.ts';
import type { AttendanceRow } from '../../db/schema.ts';
import { findStanding, type Standing } from '../../db/standing-store.ts';
import { holdTournament } from '../../db/tournament-store.ts';
import { isWithdrawnSince } from '../../db/withdrawal-store.ts';
import { TicketInvalid } from '../errors.ts';
import { revokeGrants } from '../follow-revoked.ts';
import type { Entitlement } from './entitlement.ts';
import { requireAdmissible } from './require-admissible.ts';

type Tx = Queryable<typeof schema>;

/** Remembers an admission. */
export type Remember = (tx: Tx, row: AttendanceRow) => Promise<AttendanceRow>;

/** @throws what refuses the person by now, though nothing did when their ticket was checked */
async function requireStill(tx: Tx, before: Standing, { role, ticketId }: Entitlement): Promise<void> {
  const { matchId, tournamentId, userId, withdrawals } = before;
  const { isStaff } = requireAdmissible(await findStanding(tx, matchId, userId));
  if (role === 'STAFF' && !isStaff) throw new TicketInvalid('REQUIRED', 'You run the tournament no more');
  if (ticketId === null) return;
  const isVoid =
    (await isBarred(tx, ticketId)) ||
    (await isWithdrawnSince(tx, tournamentId, withdrawals, { ticketId, userId }));
  if (isVoid) throw new TicketInvalid('NOT_VALID', 'The ticket admits you no more');
}

/**
 * Gives a person who is entitled to it a grant for a match, and remembers it.
 *
 * Whatever would refuse them may happen meanwhile. So the grant is given first, and then all of it is looked at once
 * more, in a transaction in which the tournament is held. Whoever bans, withdraws a ticket or ends a match locks the
 * tournament, stores that, and only then takes grants: it comes before that transaction and is seen by it, or after it
 * and finds the grant.
 * @param before how the person stood before their ticket was checked
 * @throws NotFound, Conflict (INVALID_STATE, NO_STREAM, STREAM_FULL), Forbidden (BANNED), TicketInvalid, SubgraphUnavailable
 */
export async function admit(
  app: Pick<App, 'db' | 'now' | 'presence' | 'settings' | 'viewerCounts' | 'logger'>,
  before: Standing,
  entitlement: Entitlement,
  remember: Remember,
): Promise<AttendanceRow> {
  const { matchId, tournamentId, userId } = before;
  const match = { matchId, tournamentId };
  const { role, ticketId, isFree } = entitlement;
  const wanted = { role, isFree, grantedAt: app.now() };
  const grant = await app.presence.take(match, userId, wanted, app.settings.freeViewerLimit);
  if (!grant) throw new Conflict('STREAM_FULL', 'All free places are taken');
  const { grantedAt } = grant;
  const unseen = { revocation: null, firstSeenAt: null, lastSeenAt: null };
  try {
    return await app.db.transaction(async (tx) => {
      await holdTournament(tx, tournamentId);
      await requireStill(tx, before, entitlement);
      return remember(tx, { id: newId(), ...match, userId, role, ticketId, grantedAt, ...unseen });
    });
  } catch (error) {
    await revokeGrants(app, match, [userId]);
    throw error;
  }
}
