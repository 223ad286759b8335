import type { Queryable } from '@arena/subgraph-kit';
import { lockSandboxSession, type SandboxSessionName } from '../../db/sandbox-session-store.ts';
import type * as schema from '../../db/schema.ts';
import type { SandboxSessionRow } from '../../db/schema.ts';
import { ProviderRefused } from '../errors.ts';
import type { Sandbox } from './sandbox.ts';

export type Tx = Queryable<typeof schema>;

/**
 * Does something with a session in one transaction, while nobody else does.
 * @throws ProviderRefused where there is none
 */
export const withSession = <T>(
  { db }: Sandbox,
  name: SandboxSessionName,
  work: (tx: Tx, session: SandboxSessionRow) => Promise<T>,
): Promise<T> =>
  db.transaction(async (tx) => {
    const session = await lockSandboxSession(tx, name);
    if (!session) throw new ProviderRefused('resource_missing');
    return work(tx, session);
  });
