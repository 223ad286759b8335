import type { EventHandler } from '@arena/events';
import type * as schema from '../db/schema.ts';
import { cancelMatch } from '../domain/cancel-match.ts';

export const onMatchCanceled: EventHandler<typeof schema, 'matches.canceled'> = (tx, match, headers) =>
  cancelMatch(tx, match, headers);
