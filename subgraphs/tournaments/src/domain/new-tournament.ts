import { foldText, newId } from '@arena/subgraph-kit';
import type { z } from 'zod';
import type { GameRow, TournamentRow } from '../db/schema.ts';
import { currencyOf, pricesOf } from './prices.ts';
import type { createTournamentSchema } from './tournament-schemas.ts';

type ValidInput = z.output<ReturnType<typeof createTournamentSchema>>;

type Circumstances = { game: GameRow; organizerId: string; now: Date; hash: string };

/** The row of a tournament about to be created from valid input. */
export function newTournament(
  input: ValidInput,
  { game, organizerId, now, hash }: Circumstances,
): TournamentRow {
  const { participantPriceMinor, viewerPriceMinor } = pricesOf(input);
  if (participantPriceMinor === undefined || viewerPriceMinor === undefined) {
    throw new Error('The input was not validated: a price is missing');
  }
  const idempotencyKey = input.idempotencyKey ?? null;
  return {
    id: newId(),
    name: input.name,
    searchName: foldText(input.name),
    description: input.description,
    status: 'PENDING',
    cancelReason: null,
    isFree: input.isFree,
    currency: currencyOf(input),
    categoryId: input.categoryId,
    gameId: input.gameId,
    prizeDescription: input.prize.description,
    prizeTotalMinor: input.prize.total.amount,
    participantPriceMinor,
    viewerPriceMinor,
    startsAt: input.startsAt,
    endsAt: input.endsAt,
    createdAt: now,
    capacity: game.maxTeams * game.maxPlayersPerTeam,
    organizerId,
    staffRevision: 0,
    detailsRevision: 0,
    scheduleRevision: 0,
    banRevision: 0,
    rosterClosedAt: null,
    idempotencyKey,
    inputHash: idempotencyKey === null ? null : hash,
  };
}
