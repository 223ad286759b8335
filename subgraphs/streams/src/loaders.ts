import { batchLoader, type Caller } from '@arena/subgraph-kit';
import type { App } from './app.ts';
import { countUniqueViewers, findAdmittingMatches } from './db/access-store.ts';
import { findMatches } from './db/match-store.ts';
import { findPlatforms } from './db/platform-store.ts';
import { findRunMatches, findRunTournaments } from './db/staff-store.ts';
import { findStreamBans } from './db/stream-ban-store.ts';
import { findStreams, findStreamsOf } from './db/stream-store.ts';
import { findPeaks } from './db/tournament-store.ts';
import type { MatchKey, StreamRole } from './presence/presence.ts';

type Id = string;

/** What a foreign key refers to, which is always there. */
export async function existing<Row>(loading: Promise<Row | null>): Promise<Row> {
  const row = await loading;
  if (row === null) throw new Error('A row that a foreign key refers to is missing');
  return row;
}

/** Asks about those of some matches that there are; the answers in the matches' order, `none` for the others. */
async function ofKnown<Value>(
  matches: readonly (MatchKey | null)[],
  none: Value,
  ask: (known: MatchKey[]) => Promise<Value[]>,
): Promise<Value[]> {
  const known = matches.filter((match) => match !== null);
  const answers = known.length === 0 ? [] : await ask(known);
  const byId = new Map(known.map(({ matchId }, index) => [matchId, answers[index]]));
  return matches.map((match) => (match && byId.get(match.matchId)) ?? none);
}

/** The batches of one request: one statement per type and level, however many rows ask. */
export function createLoaders({ db, presence }: App, { userId }: Caller) {
  /** what only a signed-in person has; `none` for the anonymous */
  const ofCaller = <Value>(none: Value, find: (callerId: Id, ids: readonly Id[]) => Promise<Value[]>) =>
    batchLoader<Value>(async (ids) => (userId ? find(userId, ids) : ids.map(() => none)));

  const findCounts = async (matchIds: readonly Id[]): Promise<number[]> => {
    const matches = await findMatches(db, matchIds);
    const keys = matches.map((match) => match && { matchId: match.id, tournamentId: match.tournamentId });
    return ofKnown(keys, 0, (known) => presence.counts(known));
  };

  const findRoles = async (callerId: Id, matchIds: readonly Id[]): Promise<(StreamRole | null)[]> => {
    const admitting = await findAdmittingMatches(db, callerId, matchIds);
    const grants = await ofKnown(admitting, null, (known) => presence.findGrants(callerId, known));
    return grants.map((grant) => grant?.role ?? null);
  };

  return {
    matchById: batchLoader((ids) => findMatches(db, ids)),
    streamById: batchLoader((ids) => findStreams(db, ids)),
    platformById: batchLoader((ids) => findPlatforms(db, ids)),
    streamsOf: batchLoader((matchIds) => findStreamsOf(db, matchIds)),
    streamBansOf: batchLoader((matchIds) => findStreamBans(db, matchIds)),
    viewerCountOf: batchLoader(findCounts),
    /** a match whose tournament the caller runs, by its id; null for others */
    ownMatch: ofCaller<MatchKey | null>(null, (callerId, matchIds) => findRunMatches(db, callerId, matchIds)),
    /** as what the caller holds a grant, by the match */
    ownRole: ofCaller(null, findRoles),
    /** whether the caller runs a tournament */
    runsTournament: ofCaller(false, (callerId, ids) => findRunTournaments(db, callerId, ids)),
    audienceOf: batchLoader((tournamentIds) => presence.audiences(tournamentIds)),
    peakOf: batchLoader((tournamentIds) => findPeaks(db, tournamentIds)),
    uniqueViewersOf: batchLoader((tournamentIds) => countUniqueViewers(db, tournamentIds)),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
