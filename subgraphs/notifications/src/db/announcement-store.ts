import type { Queryable } from '@arena/subgraph-kit';
import { and, desc, eq, gt } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { announcements, type AnnouncementRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** What has been announced in a tournament since then, the newest first. */
export const findAnnouncementsSince = (
  db: Db,
  tournamentId: string,
  since: Date,
): Promise<AnnouncementRow[]> =>
  db
    .select()
    .from(announcements)
    .where(and(eq(announcements.tournamentId, tournamentId), gt(announcements.createdAt, since)))
    .orderBy(desc(announcements.createdAt));

/** Stores what has been announced. */
export async function insertAnnouncement(tx: Db, row: AnnouncementRow): Promise<void> {
  await tx.insert(announcements).values(row);
}
