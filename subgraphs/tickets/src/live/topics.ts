import { defineTopic } from '@arena/live';
import { idSchema } from '@arena/subgraph-kit';
import { z } from 'zod';

/** How many seats of a tournament are to be had has changed; told by the tournament's id. */
export const availabilityChanged = defineTopic(
  'ticket-availability-changed',
  z.object({ tournamentId: idSchema }),
);
