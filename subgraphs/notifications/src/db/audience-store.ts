import { idArray, type Queryable } from '@arena/subgraph-kit';
import { sql, type SQL } from 'drizzle-orm';
import type { Channels, Kind } from '../domain/kinds.ts';
import type * as schema from './schema.ts';
import { holdings, members, preferences, tournamentStaff, type FanOutRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Who is told of something. */
export type Audience = Pick<
  FanOutRow,
  'tournamentId' | 'matchId' | 'toParticipants' | 'toViewers' | 'toStaff' | 'toSubscribers' | 'toTeams' | 'at'
>;

/** Which of them are wanted, by their ids, and how many at most. */
type Wanted = { which: (userId: SQL) => SQL; limit?: number };

const ANYBODY: Wanted = { which: (userId) => sql`${userId} is not null` };

/** Each part of an audience by itself: ids, each once, in their order. */
function partsOf(audience: Audience, { which, limit }: Wanted): SQL[] {
  const { tournamentId, matchId, toTeams } = audience;
  const at = sql`${audience.at.toISOString()}::timestamptz`;
  const heldThen = sql`${holdings.since} <= ${at} and (${holdings.until} is null or ${holdings.until} > ${at})`;
  const page = limit === undefined ? sql`` : sql`order by user_id limit ${limit}`;
  const part = (userId: SQL, from: SQL, where: SQL) =>
    sql`(select distinct ${userId} as user_id from ${from} where ${where} and ${which(userId)} ${page})`;

  const holder = sql`${holdings.userId}`;
  const tickets = (type: string, about: SQL) =>
    part(holder, sql`${holdings}`, sql`${about} and ${holdings.type} = ${type}::ticket_type and ${heldThen}`);
  const ofTournament = sql`${holdings.tournamentId} = ${tournamentId}`;
  const ofMatch = sql`${holdings.matchId} = ${matchId}`;
  const ofTeams = sql`${members} join ${holdings} on ${holdings.ticketId} = ${members.ticketId} and ${holdings.userId} = ${members.userId}`;
  const staff = sql`${tournamentStaff.tournamentId} = ${tournamentId} and ${tournamentStaff.since} <= ${at}`;
  const subscribed = sql`${preferences.kind} = 'TOURNAMENT_CREATED' and ${preferences.email}`;
  return [
    ...(audience.toParticipants ? [tickets('PARTICIPANT', ofTournament)] : []),
    ...(audience.toViewers ? [tickets('VIEWER', matchId === null ? ofTournament : ofMatch)] : []),
    ...(toTeams.length > 0
      ? [
          part(
            sql`${members.userId}`,
            ofTeams,
            sql`${members.teamId} = any(${idArray(toTeams)}) and ${heldThen}`,
          ),
        ]
      : []),
    ...(audience.toStaff ? [part(sql`${tournamentStaff.userId}`, sql`${tournamentStaff}`, staff)] : []),
    ...(audience.toSubscribers ? [part(sql`${preferences.userId}`, sql`${preferences}`, subscribed)] : []),
  ];
}

/** All of an audience who are wanted, each once. */
const peopleOf = (audience: Audience, wanted: Wanted): SQL => {
  const parts = partsOf(audience, wanted);
  return parts.length === 0 ? sql`(select null::uuid as user_id where false)` : sql.join(parts, sql` union `);
};

/** The next people of an audience in the order of their ids, after one of them. */
export async function nextOfAudience(
  db: Db,
  audience: Audience,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const which = (userId: SQL) =>
    after === null ? sql`${userId} is not null` : sql`${userId} > ${after}::uuid`;
  const rows = await db.execute<{ user_id: string }>(
    sql`select user_id from (${peopleOf(audience, { which, limit })}) as told order by user_id limit ${limit}`,
  );
  return rows.map((row) => row.user_id);
}

/** Whether a person is one of an audience. */
export async function isInAudience(db: Db, audience: Audience, userId: string): Promise<boolean> {
  const wanted: Wanted = { which: (id) => sql`${id} = ${userId}::uuid` };
  const rows = await db.execute(sql`select 1 from (${peopleOf(audience, wanted)}) as told`);
  return rows.length > 0;
}

/** How many of an audience are told of a kind, in whichever way. */
export async function countReached(
  db: Db,
  audience: Audience,
  kind: Kind,
  byDefault: Channels,
): Promise<number> {
  const rows = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from (${peopleOf(audience, ANYBODY)}) as told
    left join ${preferences} on ${preferences.userId} = told.user_id and ${preferences.kind} = ${kind}::notification_kind
    where coalesce(${preferences.inApp}, ${byDefault.inApp}) or coalesce(${preferences.email}, ${byDefault.email})`);
  return rows[0]?.count ?? 0;
}
