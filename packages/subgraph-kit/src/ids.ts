import { v7 } from 'uuid';
import { z } from 'zod';

/** A new opaque id: UUIDv7, so that ids of one table grow with time and index well. */
export const newId = (): string => v7();

/** What an id must look like; parsed, it is written as the database writes it. */
export const idSchema = z.uuid('must be an id').toLowerCase();

/**
 * Looks up a reference by its id, written as the database writes it. What cannot be an id is never looked up
 * and null.
 */
export const resolveReference = async <T>(
  { id }: { id: string },
  load: (id: string) => T | Promise<T>,
): Promise<T | null> => {
  const parsed = idSchema.safeParse(id);
  return parsed.success ? load(parsed.data) : null;
};
