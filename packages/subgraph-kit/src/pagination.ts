import { z } from 'zod';
import { BadUserInput } from './errors.ts';
import { parseInput } from './input.ts';

/** A page as asked for: at most `limit` rows whose keys follow `after`. */
export type PageRequest<Key> = { limit: number; after: Key | null };

export type PageArguments = { first?: number | null | undefined; after?: string | null | undefined };

export type Connection<Node> = {
  edges: { cursor: string; node: Node }[];
  nodes: Node[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
};

/** How many rows a page may have. */
export const MAX_PAGE = 100;
const firstSchema = z.number().int().min(1, 'must be from 1 to 100').max(MAX_PAGE, 'must be from 1 to 100');

/**
 * The keyset pagination of one list in one order. A cursor holds the list's name and the row's sort key, so
 * a cursor of another list, or of the same list in another order, is refused.
 */
export function keyset<Row, KeySchema extends z.ZodType>(list: {
  /** names the list and its order, as `tournaments:STARTS_AT_ASC` */
  name: string;
  /** the sort key as it stands in the cursor, ending in something unique */
  key: KeySchema;
  keyOf: (row: Row) => z.input<KeySchema>;
  defaultFirst?: number;
}) {
  type Key = z.output<KeySchema>;

  const encode = (row: Row): string =>
    Buffer.from(JSON.stringify([list.name, list.keyOf(row)])).toString('base64url');

  const decode = (cursor: string): Key => {
    try {
      const [name, key] = z
        .tuple([z.string(), z.unknown()])
        .parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
      if (name === list.name) return list.key.parse(key);
    } catch {
      // told below, as for a cursor of another list
    }
    throw new BadUserInput([{ path: 'after', message: 'must be a cursor of this very list and order' }]);
  };

  return {
    /** @throws BadUserInput when `first` is not within 1 to 100, or `after` is no cursor of this list */
    parse({ first, after }: PageArguments): PageRequest<Key> {
      return {
        limit: parseInput(firstSchema, first ?? list.defaultFirst ?? 20, 'first'),
        after: after === null || after === undefined ? null : decode(after),
      };
    },

    /** Makes the connection from up to `limit + 1` rows; the one too many tells that more follow. */
    connect(rows: readonly Row[], page: PageRequest<Key>): Connection<Row> {
      const nodes = rows.slice(0, page.limit);
      const edges = nodes.map((node) => ({ cursor: encode(node), node }));
      return {
        edges,
        nodes,
        pageInfo: {
          hasNextPage: rows.length > page.limit,
          hasPreviousPage: page.after !== null,
          startCursor: edges.at(0)?.cursor ?? null,
          endCursor: edges.at(-1)?.cursor ?? null,
        },
      };
    },
  };
}
