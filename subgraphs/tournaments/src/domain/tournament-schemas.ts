import { idSchema, lineSchema, textSchema } from '@arena/subgraph-kit';
import { z } from 'zod';
import { report, under } from './faults.ts';
import { moneySchema } from './money.ts';
import { periodFaults } from './period.ts';
import { currencyOf, priceFaults } from './prices.ts';
import { saleStageFaults, saleStagesSchema } from './sale-stages.ts';

const nameSchema = lineSchema(3, 100);
const descriptionSchema = textSchema(1, 5000);
const prizeSchema = z.object({ description: textSchema(1, 500), total: moneySchema });

/** What tells a repeated creation from a new one, per organiser. */
export const idempotencyKeySchema = textSchema(1, 64);

/** A tournament to create at `now`. */
export const createTournamentSchema = (now: Date) =>
  z
    .object({
      name: nameSchema,
      description: descriptionSchema,
      categoryId: idSchema,
      gameId: idSchema,
      isFree: z.boolean(),
      startsAt: z.date(),
      endsAt: z.date(),
      prize: prizeSchema,
      participantPrice: moneySchema.nullish(),
      viewerPrice: moneySchema.nullish(),
      saleStages: saleStagesSchema.nullish(),
      idempotencyKey: idempotencyKeySchema.nullish(),
    })
    .superRefine((input, context) => {
      const terms = { currency: currencyOf(input), isFree: input.isFree, endsAt: input.endsAt };
      report(periodFaults(input, now), context);
      report(priceFaults(input), context);
      report(under('saleStages', saleStageFaults(input.saleStages ?? [], terms)), context);
    });

export type CreateTournamentInput = z.input<ReturnType<typeof createTournamentSchema>>;

/** What to change in a tournament; what is null or absent stays. */
export const updateTournamentSchema = z.object({
  tournamentId: idSchema,
  name: nameSchema.nullish(),
  description: descriptionSchema.nullish(),
  prize: prizeSchema.nullish(),
});

/** The new dates of a tournament, given at `now`. */
export const rescheduleTournamentSchema = (now: Date) =>
  z
    .object({ tournamentId: idSchema, startsAt: z.date(), endsAt: z.date() })
    .superRefine((input, context) => report(periodFaults(input, now), context));
