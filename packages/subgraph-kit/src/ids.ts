import { v7 } from 'uuid';
import { z } from 'zod';

/** A new opaque id: UUIDv7, so that ids of one table grow with time and index well. */
export const newId = (): string => v7();

/** What an id must look like; parsed, it is written as the database writes it. */
export const idSchema = z.uuid('must be an id').toLowerCase();

/** Whether a value can be an id at all; what cannot is never looked up. */
export const isId = (value: unknown): value is string => idSchema.safeParse(value).success;
