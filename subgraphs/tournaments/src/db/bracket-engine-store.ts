import { newId, type Queryable } from '@arena/subgraph-kit';
import type { CrudInterface, Database, DataTypes, Match, Table } from 'brackets-model';
import { and, asc, eq, type SQL } from 'drizzle-orm';
import type * as schema from './schema.ts';
import {
  bracketGroups,
  bracketMatches,
  bracketRounds,
  type BracketFormat,
  type BracketMatchRow,
  type BracketRow,
} from './schema.ts';

type Db = Queryable<typeof schema>;
type Filter = Readonly<Record<string, unknown>>;
type Row = { id: unknown };

const STAGE_TYPES = {
  SINGLE_ELIMINATION: 'single_elimination',
  DOUBLE_ELIMINATION: 'double_elimination',
  ROUND_ROBIN: 'round_robin',
} as const;

/** A bracket in a format that the library for brackets knows. */
export type EngineBracket = BracketRow & { format: keyof typeof STAGE_TYPES };

export const isEngineBracket = (bracket: BracketRow): bracket is EngineBracket =>
  isEngineFormat(bracket.format);

const isEngineFormat = (format: BracketFormat): format is EngineBracket['format'] => format in STAGE_TYPES;

/** How the library for brackets calls the format of a bracket. */
export const stageTypeOf = ({ format }: EngineBracket) => STAGE_TYPES[format];

const holds = (row: Row, filter: Filter): boolean =>
  Object.entries(filter).every(([key, value]) => row[key as keyof Row] === value);

/** The tables of the library for brackets as plain lists, whose ids are made here. */
export function bracketTables(tables: Database): CrudInterface {
  const rowsOf = (table: Table): Row[] => tables[table];
  const storage = {
    insert: async (table: Table, value: object) => {
      const id = newId();
      rowsOf(table).push({ ...value, id });
      return id;
    },
    select: async (table: Table, wanted: string | Filter = {}) =>
      typeof wanted === 'string'
        ? (rowsOf(table).find(({ id }) => id === wanted) ?? null)
        : rowsOf(table).filter((row) => holds(row, wanted)),
    update: async (table: Table, id: string, value: object) => {
      const row = rowsOf(table).find((one) => one.id === id);
      return row !== undefined && Boolean(Object.assign(row, value));
    },
    delete: () => Promise.reject(new Error('A bracket is deleted as a whole')),
  };
  // its overloads are more than a list can tell apart
  return storage as unknown as CrudInterface;
}

const stageOf = (bracket: EngineBracket): DataTypes['stage'] => {
  const { id, tournamentId, name, number, settings } = bracket;
  return { id, tournament_id: tournamentId, name, number, settings, type: stageTypeOf(bracket) };
};

/** Lists for a bracket that is to be laid out: its teams alone. */
export const emptyTables = ({ tournamentId, seedTeamIds }: BracketRow): Database => ({
  participant: seedTeamIds.map((id) => ({ id, tournament_id: tournamentId, name: id })),
  stage: [],
  group: [],
  round: [],
  match: [],
  match_game: [],
});

async function readTables(tx: Db, bracket: EngineBracket): Promise<Database> {
  const { id } = bracket;
  const groups = await tx
    .select()
    .from(bracketGroups)
    .where(eq(bracketGroups.bracketId, id))
    .orderBy(asc(bracketGroups.number));
  const rounds = await tx
    .select()
    .from(bracketRounds)
    .where(eq(bracketRounds.bracketId, id))
    .orderBy(asc(bracketRounds.number));
  return {
    ...emptyTables(bracket),
    stage: [stageOf(bracket)],
    group: groups.map((row) => ({ id: row.id, stage_id: id, number: row.number })),
    round: rounds.map((row) => ({ id: row.id, stage_id: id, group_id: row.groupId, number: row.number })),
  };
}

const SLOT_COLUMNS = {
  stage_id: bracketMatches.bracketId,
  group_id: bracketMatches.groupId,
  round_id: bracketMatches.roundId,
  number: bracketMatches.number,
};

const bySlotFilter = (filter: Filter): SQL | undefined =>
  and(
    ...Object.entries(filter).map(([key, value]) => {
      if (!(key in SLOT_COLUMNS)) throw new Error(`No slot of a bracket is looked up by ${key}`);
      return eq(SLOT_COLUMNS[key as keyof typeof SLOT_COLUMNS], value as never);
    }),
  );

const toMatch = ({ bracketId, groupId, roundId, status, ...slot }: BracketMatchRow): Match => ({
  ...slot,
  stage_id: bracketId,
  group_id: groupId,
  round_id: roundId,
  status,
  child_count: 0,
});

/** A match of the library for brackets as the row that keeps it. */
export const toSlot = ({ stage_id, group_id, round_id, child_count: _, ...match }: Match): BracketMatchRow =>
  ({ ...match, bracketId: stage_id, groupId: group_id, roundId: round_id }) as BracketMatchRow;

async function readSlots(tx: Db, wanted: string | Filter): Promise<Match | Match[] | null> {
  const isId = typeof wanted === 'string';
  const rows = await tx
    .select()
    .from(bracketMatches)
    .where(isId ? eq(bracketMatches.id, wanted) : bySlotFilter(wanted))
    .orderBy(asc(bracketMatches.number));
  const found = rows.map(toMatch);
  return isId ? (found[0] ?? null) : found;
}

/**
 * What the library for brackets reads and writes of a bracket that is being played: how it is laid out never
 * changes and is read once, its slots are read and written as they are asked for.
 * @returns the storage, and the slots that were written through it, each as it was written last
 */
export async function openBracket(
  tx: Db,
  bracket: EngineBracket,
): Promise<{ storage: CrudInterface; written: ReadonlyMap<string, BracketMatchRow> }> {
  const structure = bracketTables(await readTables(tx, bracket));
  const written = new Map<string, BracketMatchRow>();
  const storage = {
    ...structure,
    insert: () => Promise.reject(new Error('A bracket is laid out once')),
    select: (table: Table, wanted: string | Filter = {}) =>
      table === 'match' ? readSlots(tx, wanted) : structure.select(table, wanted as Partial<Match>),
    update: async (table: Table, id: string, match: Match) => {
      if (table !== 'match') throw new Error(`The ${table} of a bracket does not change`);
      const { status, opponent1, opponent2, ...rest } = toSlot(match);
      await tx.update(bracketMatches).set({ status, opponent1, opponent2 }).where(eq(bracketMatches.id, id));
      written.set(id, { ...rest, status, opponent1, opponent2 });
      return true;
    },
  };
  return { storage: storage as unknown as CrudInterface, written };
}
