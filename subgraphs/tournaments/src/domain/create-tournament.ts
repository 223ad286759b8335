import { appendEvents, type ArenaEvent } from '@arena/events';
import { Conflict, hashInput, newId, parseInput, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { findCategories, findGames } from '../db/catalogue-store.ts';
import { insertSaleStages } from '../db/sale-stage-store.ts';
import type { CategoryRow, GameRow, TournamentRow } from '../db/schema.ts';
import { insertStaff } from '../db/staff-store.ts';
import { insertTeams } from '../db/team-store.ts';
import { findByIdempotencyKey, insertTournament, lockOrganizer } from '../db/tournament-store.ts';
import { badInput } from './faults.ts';
import { requireFreeTournamentAllowed } from './free-tournament-limits.ts';
import { findRepeated } from './repeated-creation.ts';
import { newTeams } from './new-teams.ts';
import { newTournament } from './new-tournament.ts';
import { recordChange } from './record-change.ts';
import { saleStageRows } from './sale-stages.ts';
import { createTournamentSchema, type CreateTournamentInput } from './tournament-schemas.ts';

/** @throws BadUserInput naming each that does not exist */
async function findCatalogued(
  app: App,
  input: { categoryId: string; gameId: string },
): Promise<{ category: CategoryRow; game: GameRow }> {
  const [[category], [game]] = await Promise.all([
    findCategories(app.db, [input.categoryId]),
    findGames(app.db, [input.gameId]),
  ]);
  if (category && game) return { category, game };
  const unknown = (field: string) => [{ path: ['input', field], message: 'does not exist' }];
  throw badInput([...(category ? [] : unknown('categoryId')), ...(game ? [] : unknown('gameId'))]);
}

const createdEvent = (tournament: TournamentRow): ArenaEvent => ({
  name: 'tournaments.created',
  payload: {
    tournamentId: tournament.id,
    name: tournament.name,
    organizerId: tournament.organizerId,
    capacity: tournament.capacity,
    currency: tournament.currency,
    participantPriceMinor: tournament.participantPriceMinor,
    viewerPriceMinor: tournament.viewerPriceMinor,
    startsAt: tournament.startsAt.toISOString(),
    endsAt: tournament.endsAt.toISOString(),
  },
});

/**
 * Creates a tournament with its teams, its sale stages and the caller as its ADMIN. Called again with the
 * same idempotency key and input it returns the same tournament.
 * @throws Unauthenticated, BadUserInput, Conflict (LIMIT_REACHED, IDEMPOTENCY_KEY_REUSED)
 */
export async function createTournament(
  app: App,
  caller: Caller,
  input: CreateTournamentInput,
): Promise<TournamentRow> {
  const { userId } = requireSignedIn(caller);
  // before the rules, since a tournament created in time stays created when its start has passed
  const earlier = await findRepeated(input, (key) => findByIdempotencyKey(app.db, userId, key));
  if (earlier) return earlier;

  const now = app.now();
  const valid = parseInput(createTournamentSchema(now), input, 'input');
  const { category, game } = await findCatalogued(app, valid);
  const tournament = newTournament(valid, { game, organizerId: userId, now, hash: hashInput(input) });
  if (tournament.isFree && tournament.capacity > category.participantLimit) {
    const limit = category.participantLimit;
    throw new Conflict(
      'LIMIT_REACHED',
      `A free tournament of this category has at most ${limit} participants`,
    );
  }

  return app.transact(async (tx) => {
    await lockOrganizer(tx, userId);
    const repeated = await findRepeated(input, (key) => findByIdempotencyKey(tx, userId, key));
    if (repeated) return repeated;
    if (tournament.isFree) await requireFreeTournamentAllowed(tx, userId, now);
    await insertTournament(tx, tournament);
    await insertStaff(tx, { id: newId(), tournamentId: tournament.id, userId, role: 'ADMIN' });
    await insertTeams(tx, newTeams(tournament.id, game));
    await insertSaleStages(tx, saleStageRows(tournament.id, valid.saleStages ?? []));
    await recordChange(tx, { tournamentId: tournament.id, at: now, by: userId, action: 'CREATED' });
    await appendEvents(tx, [createdEvent(tournament)], caller);
    return tournament;
  });
}
