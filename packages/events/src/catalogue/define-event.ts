import { z } from 'zod';

/** One event of the catalogue: a fact in the past tense, with the shape of what it carries. */
export type EventDefinition<Schema extends z.ZodType = z.ZodType> = {
  /** raised whenever a message of the old shape would no longer parse */
  version: number;
  summary: string;
  schema: Schema;
};

/** Defines an event. It carries ids and facts, never tokens, codes or addresses. */
export const defineEvent = <Shape extends z.ZodRawShape>(
  version: number,
  summary: string,
  shape: Shape,
): EventDefinition<z.ZodObject<Shape>> => ({ version, summary, schema: z.object(shape) });

export const id = z.uuid();
export const instant = z.iso.datetime({ offset: true });
/** An amount in minor units; its currency stands beside it. */
export const amountMinor = z.int().min(0);
export const currency = z.string().length(3);
