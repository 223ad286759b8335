import { Forbidden } from '@arena/subgraph-kit';
import type { StaffRole } from '../db/schema.ts';

/** Whom a change is left to: all staff, or the ADMIN alone. */
export type Authority = 'STAFF' | 'ADMIN';

/**
 * @param role the caller's staff role in the tournament, null for none
 * @throws Forbidden NOT_STAFF for a stranger, NOT_ADMIN for a SUBADMIN where the ADMIN is needed
 */
export function requireStaffRole(role: StaffRole | null | undefined, authority: Authority): void {
  if (!role) throw new Forbidden('Only the staff of the tournament may do this', 'NOT_STAFF');
  if (authority === 'ADMIN' && role !== 'ADMIN') {
    throw new Forbidden('Only the ADMIN of the tournament may do this', 'NOT_ADMIN');
  }
}
