import { idArray, type Queryable } from '@arena/subgraph-kit';
import { sql } from 'drizzle-orm';
import { addressed } from './notification-store.ts';
import type * as schema from './schema.ts';
import { mails, type MailRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** A mail as it is to go to many. */
export type NewMail = Omit<MailRow, 'id' | 'userId' | 'state' | 'reason' | 'attempts' | 'settledAt'>;

/**
 * Puts mails to people into the queue. Whoever has one of the same already, sent or not, gets no other; one that still
 * waits takes the matches of this one besides its own.
 */
export async function insertMails(tx: Db, mail: NewMail, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  const { kind, params, eventKey, tournamentId, matchId, ticketId, matchIds, lane } = mail;
  await tx.execute(sql`
    insert into ${mails}
      (id, user_id, kind, params, event_key, tournament_id, match_id, ticket_id, match_ids, lane, state, attempts,
        next_at, created_at)
    select addressed.id, addressed.user_id, ${kind}::notification_kind, ${JSON.stringify(params)}::jsonb, ${eventKey},
      ${tournamentId}::uuid, ${matchId}::uuid, ${ticketId}::uuid, ${idArray(matchIds)}, ${lane}, 'QUEUED', 0,
      ${mail.nextAt.toISOString()}::timestamptz, ${mail.createdAt.toISOString()}::timestamptz
    from ${addressed(userIds)}
    on conflict (user_id, event_key) do update set match_ids = mails.match_ids || excluded.match_ids
      where mails.state = 'QUEUED' and not mails.match_ids @> excluded.match_ids`);
}
