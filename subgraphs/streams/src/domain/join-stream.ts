import { idSchema, lineSchema, parseInput, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { storeAttendance } from '../db/attendance-store.ts';
import type { AttendanceRow } from '../db/schema.ts';
import { findStanding } from '../db/standing-store.ts';
import { admit } from './admission/admit.ts';
import { findEntitlement } from './admission/entitlement.ts';
import { requireAdmissible } from './admission/require-admissible.ts';

const inputSchema = z.object({ matchId: idSchema, ticketCode: lineSchema(1, 100).nullish() });

/**
 * Gives the caller a grant for the streams of a match, which lapses unless watchStream keeps it; one that they hold
 * already is renewed.
 * @throws Unauthenticated, BadUserInput, NotFound, Conflict (INVALID_STATE, NO_STREAM, STREAM_FULL),
 *   Forbidden (BANNED), TicketInvalid (REQUIRED, NOT_VALID), SubgraphUnavailable
 */
export async function joinStream(
  app: App,
  caller: Caller,
  input: z.input<typeof inputSchema>,
): Promise<AttendanceRow> {
  const { userId } = requireSignedIn(caller);
  const { matchId, ticketCode } = parseInput(inputSchema, input, 'input');
  const standing = requireAdmissible(await findStanding(app.db, matchId, userId));
  const entitlement = await findEntitlement(app, standing, ticketCode ?? null, caller);
  return admit(app, standing, entitlement, storeAttendance);
}
