import { idSchema, keyset, type Connection } from '@arena/subgraph-kit';
import type { TicketFilter } from '../db/holds.ts';
import type { TicketRow, TicketStatus, TicketType } from '../db/schema.ts';

/** A page of tickets; the whole list is counted only when asked for. */
export type TicketPage = Connection<TicketRow> & { totalCount: () => Promise<number> };

export type FilterArguments = {
  type?: TicketType | null | undefined;
  status?: readonly TicketStatus[] | null | undefined;
};

/** Which tickets are asked for; an empty list of statuses does not restrict. */
export const ticketFilter = ({ type, status }: FilterArguments): TicketFilter => ({
  type: type ?? undefined,
  // each once: a statement takes 65534 parameters at most
  statuses: status?.length ? [...new Set(status)].sort() : undefined,
});

/** A list of tickets in the order of their ids. */
export const ticketsById = (name: string) =>
  keyset<TicketRow, typeof idSchema>({ name, key: idSchema, keyOf: ({ id }) => id });
