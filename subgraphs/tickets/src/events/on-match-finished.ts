import type { EventHandler } from '@arena/events';
import type * as schema from '../db/schema.ts';
import { finishMatch } from '../domain/finish-match.ts';

export const onMatchFinished: EventHandler<typeof schema, 'matches.finished'> = (tx, match, headers) =>
  finishMatch(tx, match, headers);
