import { Conflict, Forbidden, NotFound } from '@arena/subgraph-kit';
import type { Standing } from '../../db/standing-store.ts';
import { requireOpen } from '../require-match.ts';

/**
 * What refuses a person whatever ticket they have.
 * @throws NotFound, Conflict (INVALID_STATE, NO_STREAM), Forbidden (BANNED)
 */
export function requireAdmissible(standing: Standing | undefined): Standing {
  if (!standing) throw new NotFound('Match');
  requireOpen(standing);
  if (!standing.hasStream) throw new Conflict('NO_STREAM', 'The match has no stream yet');
  // who has become staff since they were kicked could let themselves in again
  if (standing.isBanned && !standing.isStaff) {
    throw new Forbidden('You are banned from the streams of this match', 'BANNED');
  }
  return standing;
}
