import { batchLoader, type Caller, type PageRequest } from '@arena/subgraph-kit';
import type DataLoader from 'dataloader';
import type { App } from './app.ts';
import { findBans } from './db/ban-store.ts';
import { findBracketsOf, findRounds, findRoundsOf } from './db/bracket-store.ts';
import { findCategories, findGames } from './db/catalogue-store.ts';
import { listChanges } from './db/change-store.ts';
import {
  countMatches,
  findMatches,
  findMatchesOfRounds,
  listMatches,
  type MatchPageRequest,
} from './db/match-store.ts';
import { findOpponents } from './db/opponent-store.ts';
import { findSaleStages } from './db/sale-stage-store.ts';
import type { StaffRole, TeamRow } from './db/schema.ts';
import { findStaff, findStaffRoles } from './db/staff-store.ts';
import { findContests } from './db/standing-store.ts';
import { countMembers, countPlayers, countTeamsOfPlayers, findMembers } from './db/team-member-store.ts';
import { findTeams, findTeamsOf, findTeamsOfPlayer, listTeamsOfPlayers } from './db/team-store.ts';
import { countOrganized, listOrganized, type InstantKey } from './db/tournament-list-store.ts';
import { findTournaments } from './db/tournament-store.ts';

type Id = string;
type Page = PageRequest<InstantKey>;

/** What a foreign key refers to, which is always there. */
export async function existing<Row>(loading: Promise<Row | null>): Promise<Row> {
  const row = await loading;
  if (row === null) throw new Error('A row that a foreign key refers to is missing');
  return row;
}

/** Batches the pages of many owners; owners asked for the same page share one statement. */
function batchPages<Row, Wanted = Page>(list: (ids: readonly Id[], page: Wanted) => Promise<Row[][]>) {
  const byPage = new Map<string, DataLoader<Id, Row[]>>();
  return {
    load: ({ id, page }: { id: Id; page: Wanted }): Promise<Row[]> => {
      const key = JSON.stringify(page);
      const loader = byPage.get(key) ?? batchLoader((ids) => list(ids, page));
      byPage.set(key, loader);
      return loader.load(id);
    },
  };
}

/** The batches of one request: one statement per type and level, however many rows ask. */
export function createLoaders({ db }: App, { userId }: Caller) {
  return {
    tournamentById: batchLoader((ids) => findTournaments(db, ids)),
    teamById: batchLoader((ids) => findTeams(db, ids)),
    matchById: batchLoader((ids) => findMatches(db, ids)),
    categoryById: batchLoader((ids) => findCategories(db, ids)),
    gameById: batchLoader((ids) => findGames(db, ids)),
    saleStagesOf: batchLoader((tournamentIds) => findSaleStages(db, tournamentIds)),
    staffOf: batchLoader((tournamentIds) => findStaff(db, tournamentIds)),
    bansOf: batchLoader((tournamentIds) => findBans(db, tournamentIds)),
    historyOf: batchPages((tournamentIds, page) => listChanges(db, tournamentIds, page)),
    teamsOf: batchLoader((tournamentIds) => findTeamsOf(db, tournamentIds)),
    playerCountOf: batchLoader((tournamentIds) => countPlayers(db, tournamentIds)),
    matchesOf: batchPages((tournamentIds, page: MatchPageRequest) => listMatches(db, tournamentIds, page)),
    matchCountsOf: batchLoader((tournamentIds) => countMatches(db, tournamentIds)),
    matchesOfRound: batchLoader((roundIds) => findMatchesOfRounds(db, roundIds)),
    bracketsOf: batchLoader((tournamentIds) => findBracketsOf(db, tournamentIds)),
    roundsOf: batchLoader((bracketIds) => findRoundsOf(db, bracketIds)),
    roundById: batchLoader((ids) => findRounds(db, ids)),
    opponentsOf: batchLoader((matchIds) => findOpponents(db, matchIds)),
    contestOf: batchLoader((tournamentIds) => findContests(db, tournamentIds)),
    membersOf: batchLoader((teamIds) => findMembers(db, teamIds)),
    memberCountOf: batchLoader((teamIds) => countMembers(db, teamIds)),
    /** the caller's staff role by tournament */
    ownStaffRole: batchLoader<StaffRole | null>(async (tournamentIds) =>
      userId ? findStaffRoles(db, userId, tournamentIds) : tournamentIds.map(() => null),
    ),
    /** the caller's team by tournament */
    ownTeam: batchLoader<TeamRow | null>(async (tournamentIds) =>
      userId ? findTeamsOfPlayer(db, userId, tournamentIds) : tournamentIds.map(() => null),
    ),
    teamsOfPlayer: batchPages((userIds, page) => listTeamsOfPlayers(db, userIds, page)),
    teamCountOfPlayer: batchLoader((userIds) => countTeamsOfPlayers(db, userIds)),
    organizedBy: batchPages((userIds, page) => listOrganized(db, userIds, page)),
    organizedCountOf: batchLoader((userIds) => countOrganized(db, userIds)),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
