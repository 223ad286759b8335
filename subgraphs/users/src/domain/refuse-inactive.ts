import { Forbidden } from '@arena/subgraph-kit';
import type { AccountRow } from '../db/schema.ts';

/**
 * Lets nobody into an account that may not be used; to be asked only of who has shown that it is theirs.
 * @param asUnknown what is thrown for an account given up, which is as good as none
 * @throws Forbidden SUSPENDED
 */
export function refuseInactive({ status }: Pick<AccountRow, 'status'>, asUnknown: () => Error): void {
  if (status === 'SUSPENDED') throw new Forbidden('This account is suspended', 'SUSPENDED');
  if (status !== 'ACTIVE') throw asUnknown();
}
