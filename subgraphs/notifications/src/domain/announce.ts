import type { AfterCommit } from '@arena/events';
import {
  BadUserInput,
  Conflict,
  DAY_MS,
  Forbidden,
  hashInput,
  idSchema,
  lineSchema,
  newId,
  NotFound,
  parseInput,
  requireSignedIn,
  textSchema,
  type Caller,
  type Queryable,
} from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { findAnnouncementsSince, insertAnnouncement } from '../db/announcement-store.ts';
import { countReached } from '../db/audience-store.ts';
import { findMatches } from '../db/match-store.ts';
import type * as schema from '../db/schema.ts';
import type { AnnouncementRow } from '../db/schema.ts';
import { findStaff } from '../db/staff-store.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { channelsByDefault } from './kinds.ts';
import { newsOf } from './news.ts';
import { NOBODY, startFanOut } from './start-fan-out.ts';

type Tx = Queryable<typeof schema>;

const MAX_A_DAY = 5;
const REPEATED_WITHIN_MS = 60_000;

const inputSchema = z.object({
  tournamentId: idSchema,
  matchId: idSchema.nullish().transform((id) => id ?? null),
  to: z
    .array(z.enum(['PARTICIPANTS', 'VIEWERS', 'STAFF']))
    .min(1, 'must name a group')
    .transform((groups) => [...new Set(groups)].sort()),
  title: lineSchema(1, 100),
  body: textSchema(1, 2_000),
});

type Input = z.input<typeof inputSchema>;
type Valid = z.output<typeof inputSchema>;

function parse(input: Input): Valid {
  const valid = parseInput(inputSchema, input, 'input');
  if (valid.matchId === null || valid.to.includes('VIEWERS')) return valid;
  throw new BadUserInput([
    { path: 'input.matchId', message: 'names whose viewers are told, but they are not' },
  ]);
}

/** @throws NotFound, Forbidden NOT_STAFF */
async function requireStaffOf(tx: Tx, { tournamentId, matchId }: Valid, userId: string): Promise<void> {
  const staff = await findStaff(tx, tournamentId);
  if (staff.length === 0) throw new NotFound('Tournament');
  if (!staff.some((one) => one.userId === userId))
    throw new Forbidden('Only the staff of the tournament may do this', 'NOT_STAFF');
  if (matchId === null) return;
  const [match] = await findMatches(tx, [matchId]);
  if (match?.tournamentId !== tournamentId) throw new NotFound('Match');
}

/**
 * The same announcement of the same person, made just before; undefined where there is none, and another may be made.
 * @throws Conflict LIMIT_REACHED
 */
async function findRepeated(
  tx: Tx,
  { tournamentId, authorId, inputHash, createdAt }: Omit<AnnouncementRow, 'reach'>,
): Promise<AnnouncementRow | undefined> {
  const ago = (ms: number) => new Date(createdAt.getTime() - ms);
  const ofDay = await findAnnouncementsSince(tx, tournamentId, ago(DAY_MS));
  const repeated = ofDay.find(
    (one) =>
      one.authorId === authorId && one.inputHash === inputHash && one.createdAt > ago(REPEATED_WITHIN_MS),
  );
  if (!repeated && ofDay.length >= MAX_A_DAY)
    throw new Conflict('LIMIT_REACHED', `A tournament has at most ${MAX_A_DAY} announcements a day`);
  return repeated;
}

/** Begins to tell an announcement; how many it reaches. */
async function begin(app: App, tx: Tx, valid: Valid, announcement: Omit<AnnouncementRow, 'reach'>) {
  const { tournamentId, matchId, to, title, body } = valid;
  const groups = {
    toParticipants: to.includes('PARTICIPANTS'),
    toViewers: to.includes('VIEWERS'),
    toStaff: to.includes('STAFF'),
  };
  const news = newsOf(app, announcement.id);
  const audience = { ...NOBODY, ...groups, tournamentId, matchId, at: news.at };
  const reach = await countReached(tx, audience, 'ANNOUNCEMENT', channelsByDefault('ANNOUNCEMENT'));
  await insertAnnouncement(tx, { ...announcement, reach });
  const telling = { kind: 'ANNOUNCEMENT', params: { title, body }, eventKey: news.id } as const;
  const about = { tournamentId, matchId };
  return { reach, afterCommit: await startFanOut(app, tx, news, { ...telling, ...about }, groups) };
}

/**
 * Tells people of a tournament something. The same, announced again by the same person within a minute, is told once.
 * @returns how many people it reaches, in whichever way
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF), Conflict LIMIT_REACHED
 */
export async function announce(app: App, caller: Caller, input: Input): Promise<number> {
  const { userId } = requireSignedIn(caller);
  const valid = parse(input);
  const { tournamentId } = valid;
  const announced = await app.transact(async (tx): Promise<{ reach: number; afterCommit?: AfterCommit }> => {
    // before the lock too: strangers must not hold up what the tournament's people are told
    await requireStaffOf(tx, valid, userId);
    await lockTournament(tx, tournamentId);
    await requireStaffOf(tx, valid, userId);
    const by = { authorId: userId, inputHash: hashInput(valid), createdAt: app.now() };
    const announcement = { id: newId(), tournamentId, ...by };
    return (await findRepeated(tx, announcement)) ?? begin(app, tx, valid, announcement);
  });
  await announced.afterCommit?.();
  return announced.reach;
}
