import type { ArenaEvent } from '@arena/events';
import type { StreamRow } from '../db/schema.ts';

/** What is told of a stream. */
export const eventOf = (
  name: 'streams.created' | 'streams.url-changed',
  { id, matchId, tournamentId }: StreamRow,
): ArenaEvent => ({ name, payload: { streamId: id, matchId, tournamentId } });
