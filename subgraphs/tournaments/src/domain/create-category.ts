import { appendEvents } from '@arena/events';
import {
  lineSchema,
  newId,
  parseInput,
  PLATFORM_ADMIN,
  requireScope,
  type Caller,
} from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { insertCategory } from '../db/catalogue-store.ts';
import type { CategoryRow } from '../db/schema.ts';
import { codeSchema, codeTaken, wholeNumber } from './catalogue-code.ts';

const schema = z.object({
  code: codeSchema,
  name: lineSchema(1, 100),
  alias: lineSchema(1, 100),
  participantLimit: wholeNumber(1, 100_000),
});

/**
 * Adds a category; platform administration.
 * @throws Unauthenticated, Forbidden, BadUserInput, Conflict (CODE_TAKEN)
 */
export async function createCategory(
  app: App,
  caller: Caller,
  input: z.input<typeof schema>,
): Promise<CategoryRow> {
  requireScope(caller, PLATFORM_ADMIN);
  const category = { id: newId(), ...parseInput(schema, input, 'input') };
  return app.transact(async (tx) => {
    if (!(await insertCategory(tx, category))) throw codeTaken(category.code);
    await appendEvents(tx, [{ name: 'tournaments.catalogue-changed', payload: {} }], caller);
    return category;
  });
}
