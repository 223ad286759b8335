import { idSchema, instantSchema, lineSchema } from '@arena/subgraph-kit';
import { z } from 'zod';
import { bracketFormat } from '../db/schema.ts';
import { wholeNumber } from './catalogue-code.ts';
import { report, type Fault } from './faults.ts';
import { repeatedFaults } from './match-faults.ts';
import { idempotencyKeySchema } from './tournament-schemas.ts';

export const MIN_BRACKET_TEAMS = 2;
export const MAX_BRACKET_TEAMS = 128;

/** What a bracket is called that is given no name. */
const DEFAULT_NAME = 'Bracket';

type Options = {
  format: string;
  roundCount?: number | null | undefined;
  thirdPlace?: boolean | null | undefined;
};

/** Names each option that the format does not know. */
function optionFaults({ format, roundCount, thirdPlace }: Options): Fault[] {
  const faults: Fault[] = [];
  if (roundCount != null && format !== 'SWISS') {
    faults.push({ path: ['roundCount'], message: 'may be given for SWISS only' });
  }
  if (thirdPlace && format !== 'SINGLE_ELIMINATION') {
    faults.push({ path: ['thirdPlace'], message: 'may be asked for in a SINGLE_ELIMINATION only' });
  }
  return faults;
}

/** A bracket to make. */
export const generateBracketSchema = z
  .object({
    tournamentId: idSchema,
    format: z.enum(bracketFormat.enumValues),
    name: lineSchema(1, 50)
      .nullish()
      .transform((name) => name ?? DEFAULT_NAME),
    seedTeamIds: z
      .array(idSchema)
      .min(MIN_BRACKET_TEAMS, `must have at least ${MIN_BRACKET_TEAMS} teams`)
      .max(MAX_BRACKET_TEAMS, `must have at most ${MAX_BRACKET_TEAMS} teams`)
      .nullish(),
    roundCount: wholeNumber(1, MAX_BRACKET_TEAMS - 1).nullish(),
    thirdPlace: z.boolean().nullish(),
    firstMatchAt: instantSchema.nullish(),
    idempotencyKey: idempotencyKeySchema.nullish(),
  })
  .superRefine((input, context) => {
    report(
      repeatedFaults(input.seedTeamIds ?? [], (index) => ['seedTeamIds', index]),
      context,
    );
    report(optionFaults(input), context);
  });

export type BracketInput = z.output<typeof generateBracketSchema>;
