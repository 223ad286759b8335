import { NotFound, type Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import type { StreamRow } from '../db/schema.ts';
import { findStreams, lockStream } from '../db/stream-store.ts';
import { holdOwnMatch } from './hold-own-match.ts';

type Tx = Queryable<typeof schema>;

/**
 * Runs a transaction on a stream of a tournament that the person runs, which nobody else changes meanwhile.
 * @throws NotFound, Forbidden (NOT_STAFF), Conflict (INVALID_STATE) when the match is over; and what `change` throws
 */
export const changeOwnStream = <Result>(
  { transact }: App,
  id: string,
  userId: string,
  change: (tx: Tx, stream: StreamRow) => Promise<Result>,
): Promise<Result> =>
  transact(async (tx) => {
    const [found] = await findStreams(tx, [id]);
    if (!found) throw new NotFound('Stream');
    await holdOwnMatch(tx, found.matchId, userId);
    const stream = await lockStream(tx, id);
    if (!stream) throw new NotFound('Stream');
    return change(tx, stream);
  });
