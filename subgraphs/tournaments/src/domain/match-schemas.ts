import { idSchema, instantSchema, lineSchema, textSchema } from '@arena/subgraph-kit';
import { z } from 'zod';
import { matchOutcome } from '../db/schema.ts';
import { wholeNumber } from './catalogue-code.ts';
import { report } from './faults.ts';
import { outcomeFaults, repeatedFaults } from './match-faults.ts';
import { idempotencyKeySchema } from './tournament-schemas.ts';

/** No tournament has more teams. */
const MAX_OPPONENTS = 256;
const MAX_SCORE = 1_000_000;

/** A match to create. */
export const createMatchSchema = z
  .object({
    tournamentId: idSchema,
    name: lineSchema(1, 100),
    startsAt: instantSchema,
    teamIds: z
      .array(idSchema)
      .min(2, 'must have at least 2 teams')
      .max(MAX_OPPONENTS, `must have at most ${MAX_OPPONENTS} teams`),
    idempotencyKey: idempotencyKeySchema.nullish(),
  })
  .superRefine(({ teamIds }, context) => {
    report(
      repeatedFaults(teamIds, (index) => ['teamIds', index]),
      context,
    );
  });

/** The new date of a match. */
export const rescheduleMatchSchema = z.object({ matchId: idSchema, startsAt: instantSchema });

const resultShape = {
  matchId: idSchema,
  winnerTeamId: idSchema.nullish(),
  outcome: z.enum(matchOutcome.enumValues).nullish(),
  scores: z
    .array(z.object({ teamId: idSchema, score: wholeNumber(0, MAX_SCORE) }))
    .max(MAX_OPPONENTS, `must have at most ${MAX_OPPONENTS} scores`)
    .nullish(),
};

/** What a match has come to, as it is told. */
export type MatchResult = z.output<z.ZodObject<typeof resultShape>>;

function reportResultFaults(result: MatchResult, context: z.core.$RefinementCtx): void {
  const teamIds = (result.scores ?? []).map(({ teamId }) => teamId);
  report(outcomeFaults(result.outcome ?? 'PLAYED', result.winnerTeamId ?? null), context);
  report(
    repeatedFaults(teamIds, (index) => ['scores', index, 'teamId']),
    context,
  );
}

/** How a match ended. */
export const reportMatchResultSchema = z.object(resultShape).superRefine(reportResultFaults);

/** How a match ended after all, and why that is told anew. */
export const correctMatchResultSchema = z
  .object({ ...resultShape, reason: textSchema(1, 500) })
  .superRefine(reportResultFaults);

/** Which match to call off, and why. */
export const cancelMatchSchema = z.object({ matchId: idSchema, reason: textSchema(1, 500) });
