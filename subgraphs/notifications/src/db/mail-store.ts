import { idArray, type Queryable } from '@arena/subgraph-kit';
import { sql, type SQL } from 'drizzle-orm';
import { addressed } from './notification-store.ts';
import type * as schema from './schema.ts';
import { mails, type MailRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** A mail as it is to go to many. */
export type NewMail = Omit<MailRow, 'id' | 'userId' | 'state' | 'reason' | 'attempts' | 'settledAt'>;

/** Has matches go into a mail that gathers those of the day, unless the person has been told of them in any. */
const intoGathering = (gathers: string, matchIds: SQL) => sql`
    where not exists (
      select from ${mails} where ${mails.userId} = addressed.user_id and ${mails.matchIds} @> ${matchIds}
        and starts_with(${mails.eventKey}, ${`${gathers}:`}))
    on conflict (user_id, gathers) where gathers is not null
      do update set match_ids = mails.match_ids || excluded.match_ids`;

/**
 * Puts mails to people into the queue. Whoever has one of the same already, sent or not, gets no other. The matches of
 * one that gathers go into another that still does so; the tournament must be locked, so that none is told of twice.
 */
export async function insertMails(tx: Db, mail: NewMail, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  const { kind, params, eventKey, tournamentId, matchId, ticketId, gathers, lane } = mail;
  const matchIds = idArray(mail.matchIds);
  const unlessTold =
    gathers === null ? sql`on conflict (user_id, event_key) do nothing` : intoGathering(gathers, matchIds);
  await tx.execute(sql`
    insert into ${mails}
      (id, user_id, kind, params, event_key, tournament_id, match_id, ticket_id, match_ids, gathers, lane, state,
        attempts, next_at, created_at, traceparent)
    select addressed.id, addressed.user_id, ${kind}::notification_kind, ${JSON.stringify(params)}::jsonb, ${eventKey},
      ${tournamentId}::uuid, ${matchId}::uuid, ${ticketId}::uuid, ${matchIds}, ${gathers}, ${lane}, 'QUEUED', 0,
      ${mail.nextAt.toISOString()}::timestamptz, ${mail.createdAt.toISOString()}::timestamptz,
      ${mail.traceparent}
    from ${addressed(userIds)}
    ${unlessTold}`);
}
