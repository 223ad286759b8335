import { defineTopic } from '@arena/live';
import { idSchema } from '@arena/subgraph-kit';
import { z } from 'zod';

/** A checkout has changed; told by its id. */
export const checkoutUpdated = defineTopic('checkout-updated', z.object({ checkoutId: idSchema }));
