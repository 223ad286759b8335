import type { Caller, PageRequest } from '@arena/subgraph-kit';
import DataLoader from 'dataloader';
import type { App } from './app.ts';
import { findCategories, findGames } from './db/catalogue-store.ts';
import { findSaleStages } from './db/sale-stage-store.ts';
import type { StaffRole, TeamRow } from './db/schema.ts';
import { findStaff, findStaffRoles } from './db/staff-store.ts';
import { countMembers, countPlayers, countTeamsOfPlayers, findMembers } from './db/team-member-store.ts';
import { findTeams, findTeamsOf, findTeamsOfPlayer, listTeamsOfPlayers } from './db/team-store.ts';
import { countOrganized, listOrganized, type InstantKey } from './db/tournament-list-store.ts';
import { findTournaments } from './db/tournament-store.ts';

type Id = string;
type Page = PageRequest<InstantKey>;

/** Batches without remembering: of two mutations in one request each shows what it has done itself. */
const batch = <Value>(find: (ids: readonly Id[]) => Promise<Value[]>) =>
  new DataLoader<Id, Value>(
    async (wanted) => {
      const ids = [...new Set(wanted)];
      const found = await find(ids);
      const byId = new Map(ids.map((id, index) => [id, found[index] as Value]));
      return wanted.map((id) => byId.get(id) as Value);
    },
    { cache: false },
  );

/** What a foreign key refers to, which is always there. */
export async function existing<Row>(loading: Promise<Row | null>): Promise<Row> {
  const row = await loading;
  if (row === null) throw new Error('A row that a foreign key refers to is missing');
  return row;
}

/** Batches the pages of many owners; owners asked for the same page share one statement. */
function batchPages<Row>(list: (ids: readonly Id[], page: Page) => Promise<Row[][]>) {
  const byPage = new Map<string, DataLoader<Id, Row[]>>();
  return {
    load: ({ id, page }: { id: Id; page: Page }): Promise<Row[]> => {
      const key = JSON.stringify(page);
      const loader = byPage.get(key) ?? batch((ids) => list(ids, page));
      byPage.set(key, loader);
      return loader.load(id);
    },
  };
}

/** The batches of one request: one statement per type and level, however many rows ask. */
export function createLoaders({ db }: App, { userId }: Caller) {
  return {
    tournamentById: batch((ids) => findTournaments(db, ids)),
    teamById: batch((ids) => findTeams(db, ids)),
    categoryById: batch((ids) => findCategories(db, ids)),
    gameById: batch((ids) => findGames(db, ids)),
    saleStagesOf: batch((tournamentIds) => findSaleStages(db, tournamentIds)),
    staffOf: batch((tournamentIds) => findStaff(db, tournamentIds)),
    teamsOf: batch((tournamentIds) => findTeamsOf(db, tournamentIds)),
    playerCountOf: batch((tournamentIds) => countPlayers(db, tournamentIds)),
    membersOf: batch((teamIds) => findMembers(db, teamIds)),
    memberCountOf: batch((teamIds) => countMembers(db, teamIds)),
    /** the caller's staff role by tournament */
    ownStaffRole: batch<StaffRole | null>(async (tournamentIds) =>
      userId ? findStaffRoles(db, userId, tournamentIds) : tournamentIds.map(() => null),
    ),
    /** the caller's team by tournament */
    ownTeam: batch<TeamRow | null>(async (tournamentIds) =>
      userId ? findTeamsOfPlayer(db, userId, tournamentIds) : tournamentIds.map(() => null),
    ),
    teamsOfPlayer: batchPages((userIds, page) => listTeamsOfPlayers(db, userIds, page)),
    teamCountOfPlayer: batch((userIds) => countTeamsOfPlayers(db, userIds)),
    organizedBy: batchPages((userIds, page) => listOrganized(db, userIds, page)),
    organizedCountOf: batch((userIds) => countOrganized(db, userIds)),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
