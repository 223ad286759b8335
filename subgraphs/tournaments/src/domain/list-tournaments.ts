import {
  idSchema,
  instantKeySchema,
  instantSchema,
  keyset,
  parseInput,
  searchWords,
  textSchema,
  type Connection,
  type PageArguments,
} from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { tournamentStatus, type TournamentRow } from '../db/schema.ts';
import {
  countTournaments,
  listTournaments as listRows,
  type TournamentFilter,
  type TournamentOrder,
} from '../db/tournament-list-store.ts';

const filterSchema = z.object({
  status: z.array(z.enum(tournamentStatus.enumValues)).nullish(),
  gameId: idSchema.nullish(),
  categoryId: idSchema.nullish(),
  isFree: z.boolean().nullish(),
  organizerId: idSchema.nullish(),
  search: textSchema(0, 100).nullish(),
  startsAfter: instantSchema.nullish(),
  startsBefore: instantSchema.nullish(),
});

type ListArguments = PageArguments & {
  filter?: z.input<typeof filterSchema> | null | undefined;
  orderBy?: TournamentOrder | null | undefined;
};

/** A page of tournaments; the whole list is counted only when asked for. */
export type TournamentPage = Connection<TournamentRow> & { totalCount: () => Promise<number> };

const listBy = (order: TournamentOrder, column: 'startsAt' | 'createdAt') =>
  keyset<TournamentRow, typeof instantKeySchema>({
    name: `tournaments:${order}`,
    key: instantKeySchema,
    keyOf: (row) => [row[column].toISOString(), row.id],
  });

const LISTS = {
  STARTS_AT_ASC: listBy('STARTS_AT_ASC', 'startsAt'),
  STARTS_AT_DESC: listBy('STARTS_AT_DESC', 'startsAt'),
  CREATED_AT_DESC: listBy('CREATED_AT_DESC', 'createdAt'),
};

function storeFilter({ status, search, ...filter }: z.output<typeof filterSchema>): TournamentFilter {
  return {
    gameId: filter.gameId ?? undefined,
    categoryId: filter.categoryId ?? undefined,
    isFree: filter.isFree ?? undefined,
    organizerId: filter.organizerId ?? undefined,
    startsAfter: filter.startsAfter ?? undefined,
    startsBefore: filter.startsBefore ?? undefined,
    // each once: a statement takes 65534 parameters at most
    status: status?.length ? [...new Set(status)] : undefined,
    words: searchWords(search ?? ''),
  };
}

/**
 * A page of the tournaments that match a filter.
 * @throws BadUserInput for a faulty filter, `first` or cursor
 */
export async function listTournaments({ db }: App, args: ListArguments): Promise<TournamentPage> {
  const order = args.orderBy ?? 'STARTS_AT_ASC';
  const filter = storeFilter(parseInput(filterSchema, args.filter ?? {}, 'filter'));
  const page = LISTS[order].parse(args);
  const rows = await listRows(db, filter, order, page);
  return { ...LISTS[order].connect(rows, page), totalCount: () => countTournaments(db, filter) };
}
