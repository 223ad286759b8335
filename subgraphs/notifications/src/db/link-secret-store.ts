import type { Queryable } from '@arena/subgraph-kit';
import type * as schema from './schema.ts';
import { mailSettings } from './schema.ts';

/** The secret that this database signs links with: the one given, if none is kept yet. */
export async function keptLinkSecret(db: Queryable<typeof schema>, fresh: string): Promise<string> {
  await db.insert(mailSettings).values({ linkSecret: fresh }).onConflictDoNothing();
  const [row] = await db.select({ linkSecret: mailSettings.linkSecret }).from(mailSettings);
  return row?.linkSecret ?? fresh;
}
