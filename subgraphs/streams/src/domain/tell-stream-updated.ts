import type { App } from '../app.ts';
import type { StreamRow } from '../db/schema.ts';
import { streamUpdated } from '../live/topics.ts';

/** Tells whoever follows the streams of a match of a change to one, which must have been committed. */
export const tellStreamUpdated = (
  { live }: Pick<App, 'live'>,
  { id, matchId }: Pick<StreamRow, 'id' | 'matchId'>,
): void => live.publish(streamUpdated, matchId, { streamId: id });
