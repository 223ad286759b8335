import { newId } from '@arena/subgraph-kit';
import { isEngineBracket } from '../../db/bracket-engine-store.ts';
import type { BracketLayout } from '../../db/bracket-store.ts';
import type { BracketRow } from '../../db/schema.ts';
import type { BracketInput } from '../bracket-schemas.ts';
import { foldCase } from '../fold-case.ts';
import type { Seeds } from './bracket-seeds.ts';
import { layOut } from './lay-out.ts';
import { layOutSwiss, roundCountOf } from './swiss-rounds.ts';

/** What of a new bracket is not in its input. */
export type Making = Seeds & Pick<BracketRow, 'number' | 'createdAt' | 'creatorId' | 'inputHash'>;

/** A new bracket, laid out. */
export async function newBracket(input: BracketInput, making: Making): Promise<BracketLayout> {
  const { tournamentId, name, format, thirdPlace, idempotencyKey } = input;
  const bracket = {
    id: newId(),
    tournamentId,
    name,
    nameKey: foldCase(name),
    format,
    roundCount: roundCountOf(input, making.seedTeamIds.length),
    settings: {},
    idempotencyKey: idempotencyKey ?? null,
    ...making,
  };
  return isEngineBracket(bracket) ? layOut(bracket, thirdPlace ?? false) : layOutSwiss(bracket);
}
