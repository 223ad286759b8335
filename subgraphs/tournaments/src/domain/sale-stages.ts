import { instantSchema, lineSchema, newId } from '@arena/subgraph-kit';
import { z } from 'zod';
import {
  saleKind,
  type SaleKind,
  type SaleStageRow,
  type TournamentRow,
  type TournamentStatus,
} from '../db/schema.ts';
import type { Fault } from './faults.ts';
import { currencyFault, moneySchema } from './money.ts';
import { entryPriceFaults } from './prices.ts';
import { OPEN_STATUSES } from './tournament-status.ts';

const MAX_STAGES = 10;

/** The sale stages of one tournament, each sound in itself. */
export const saleStagesSchema = z
  .array(
    z.object({
      name: lineSchema(1, 50),
      kind: z.enum(saleKind.enumValues),
      price: moneySchema,
      startsAt: instantSchema,
      endsAt: instantSchema,
      quantity: z
        .number()
        .refine((quantity) => Number.isInteger(quantity) && quantity >= 1, 'must be a whole number from 1')
        .nullish(),
    }),
  )
  .refine((stages) => stages.length <= MAX_STAGES, `must have at most ${MAX_STAGES} stages`);

type StageInput = z.output<typeof saleStagesSchema>[number];

/** What of a tournament its sale stages must agree with. */
type Terms = Pick<TournamentRow, 'currency' | 'isFree' | 'endsAt'>;

function stageFaults(stage: StageInput, index: number, terms: Terms): Fault[] {
  const faults: Fault[] = [];
  if (stage.price.currency !== terms.currency) faults.push(currencyFault([index, 'price'], terms.currency));
  if (stage.kind === 'PARTICIPANT') {
    faults.push(...entryPriceFaults(stage.price.amount, terms.isFree, [index, 'price', 'amount']));
  }
  if (stage.endsAt <= stage.startsAt)
    faults.push({ path: [index, 'endsAt'], message: 'must be after the start' });
  if (stage.endsAt > terms.endsAt) {
    faults.push({ path: [index, 'endsAt'], message: 'must not be after the end of the tournament' });
  }
  return faults;
}

/** Names each stage that opens before another of its kind has closed. */
function overlapFaults(stages: readonly StageInput[]): Fault[] {
  return stages.flatMap((stage, index) => {
    const overlaps = stages.some((other, otherIndex) => {
      const otherIsFirst =
        other.startsAt < stage.startsAt || (+other.startsAt === +stage.startsAt && otherIndex < index);
      return other.kind === stage.kind && otherIsFirst && other.endsAt > stage.startsAt;
    });
    return overlaps
      ? [{ path: [index, 'startsAt'], message: 'must not overlap another stage of its kind' }]
      : [];
  });
}

/** What is wrong with stages taken together and with their tournament; paths begin at the list. */
export function saleStageFaults(stages: readonly StageInput[], terms: Terms): Fault[] {
  // that they are too many is told by the schema; comparing thousands with each other would take seconds
  if (stages.length > MAX_STAGES) return [];
  return [...stages.flatMap((stage, index) => stageFaults(stage, index, terms)), ...overlapFaults(stages)];
}

/** The rows of the stages of a tournament. */
export const saleStageRows = (tournamentId: string, stages: readonly StageInput[]): SaleStageRow[] =>
  stages.map(({ price, quantity, ...stage }) => ({
    ...stage,
    id: newId(),
    tournamentId,
    priceMinor: price.amount,
    quantity: quantity ?? null,
  }));

/** Stages in words, for the history of their tournament. */
export const describeStages = (stages: readonly SaleStageRow[]): string =>
  stages
    .toSorted((a, b) => +a.startsAt - +b.startsAt)
    .map(({ name, kind, priceMinor, quantity, startsAt, endsAt }) => {
      const period = `${startsAt.toISOString()}/${endsAt.toISOString()}`;
      return `${name} (${kind}, ${quantity ?? 'any number'} at ${priceMinor}, ${period})`;
    })
    .join('; ');

/** In which statuses of the tournament its tickets are sold. */
export const SALE_STATUSES: Record<SaleKind, readonly TournamentStatus[]> = {
  PARTICIPANT: ['PENDING'],
  VIEWER: OPEN_STATUSES,
};

/** A stage with the tournament it belongs to. */
export type StageOfTournament = SaleStageRow & { tournament: TournamentRow };

/** Whether a stage sells at an instant. */
export const isStageOpen = ({ kind, startsAt, endsAt, tournament }: StageOfTournament, at: Date): boolean =>
  SALE_STATUSES[kind].includes(tournament.status) &&
  (kind === 'VIEWER' || tournament.rosterClosedAt === null) &&
  startsAt <= at &&
  at < endsAt;
