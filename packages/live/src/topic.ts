import type { z } from 'zod';

/** One kind of live update, and what it carries: ids and changed scalars, as JSON. */
export type Topic<Payload> = { name: string; schema: z.ZodType<Payload> };

export const defineTopic = <Payload>(name: string, schema: z.ZodType<Payload>): Topic<Payload> => ({
  name,
  schema,
});
