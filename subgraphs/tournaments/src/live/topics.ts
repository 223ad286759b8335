import { defineTopic } from '@arena/live';
import { idSchema } from '@arena/subgraph-kit';
import { z } from 'zod';

/** Something that a tournament shows has changed; told by the tournament's id. */
export const tournamentUpdated = defineTopic('tournament-updated', z.object({ tournamentId: idSchema }));

/** A match of a tournament is new or has changed; told by the tournament's id. */
export const matchUpdated = defineTopic('match-updated', z.object({ matchId: idSchema }));
