import { appendEvents } from '@arena/events';
import {
  Conflict,
  hashInput,
  newId,
  parseInput,
  requireSignedIn,
  violatedUnique,
  type Caller,
  type Queryable,
} from '@arena/subgraph-kit';
import type { z } from 'zod';
import type { App } from '../app.ts';
import { countMatchesOutsideBrackets, findMatchByIdempotencyKey, insertMatches } from '../db/match-store.ts';
import { insertOpponents } from '../db/opponent-store.ts';
import type * as schema from '../db/schema.ts';
import type { MatchRow, TournamentRow } from '../db/schema.ts';
import { findTeams } from '../db/team-store.ts';
import { particulars } from './change-detail.ts';
import { badInput, under } from './faults.ts';
import { holdTournament } from './hold-tournament.ts';
import { matchCreated } from './match-events.ts';
import { dateFaults, foreignFaults } from './match-faults.ts';
import { createMatchSchema } from './match-schemas.ts';
import { recordChange } from './record-change.ts';
import { findRepeated, keyReused } from './repeated-creation.ts';
import { tellMatchUpdated } from './tell-match-updated.ts';
import { newOpponents } from './new-opponents.ts';
import { OPEN_STATUSES } from './tournament-status.ts';

const MAX_MATCHES_WHEN_FREE = 2;

type Db = Queryable<typeof schema>;
type Input = z.input<typeof createMatchSchema>;

/** @throws BadUserInput, Conflict LIMIT_REACHED */
async function requireFitting(
  tx: Db,
  { startsAt, teamIds }: z.output<typeof createMatchSchema>,
  tournament: TournamentRow,
): Promise<void> {
  const faults = [
    ...dateFaults(startsAt, tournament),
    ...foreignFaults(await findTeams(tx, teamIds), tournament.id),
  ];
  if (faults.length > 0) throw badInput(under('input', faults));
  if (!tournament.isFree) return;
  if ((await countMatchesOutsideBrackets(tx, tournament.id)) >= MAX_MATCHES_WHEN_FREE) {
    throw new Conflict('LIMIT_REACHED', `A free tournament has at most ${MAX_MATCHES_WHEN_FREE} matches`);
  }
}

/**
 * Plans a match between teams of an open tournament, which may still be empty. Called again with the same
 * idempotency key and input it returns the same match.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF),
 *   Conflict (INVALID_STATE, LIMIT_REACHED, IDEMPOTENCY_KEY_REUSED)
 */
export async function createMatch(app: App, caller: Caller, input: Input): Promise<MatchRow> {
  const { userId } = requireSignedIn(caller);
  // before the rules, since a match created in time stays created when its tournament is over
  const earlier = await findRepeated(input, (key) => findMatchByIdempotencyKey(app.db, userId, key));
  if (earlier) return earlier;

  const valid = parseInput(createMatchSchema, input, 'input');
  const { tournamentId, name, startsAt, teamIds } = valid;
  const idempotencyKey = valid.idempotencyKey ?? null;
  const inputHash = idempotencyKey === null ? null : hashInput(input);
  const planned = {
    status: 'PENDING',
    cancelReason: null,
    outcome: null,
    roundId: null,
    numberInRound: null,
  } as const;
  const match = {
    id: newId(),
    tournamentId,
    name,
    startsAt,
    ...planned,
    creatorId: userId,
    idempotencyKey,
    inputHash,
  };
  try {
    const created = await app.transact(async (tx) => {
      const tournament = await holdTournament(tx, userId, tournamentId, { by: 'STAFF', in: OPEN_STATUSES });
      const repeated = await findRepeated(input, (key) => findMatchByIdempotencyKey(tx, userId, key));
      if (repeated) return repeated;
      await requireFitting(tx, valid, tournament);
      await insertMatches(tx, [match]);
      await insertOpponents(tx, newOpponents(match, teamIds));
      await appendEvents(tx, [matchCreated({ ...match, teamIds })], caller);
      const detail = particulars({ matchId: match.id, name, startsAt });
      await recordChange(tx, { tournamentId, at: app.now(), by: userId, action: 'MATCH_CREATED', detail });
      return match;
    });
    tellMatchUpdated(app, created);
    return created;
  } catch (error) {
    if (violatedUnique(error) !== 'matches_idempotency_key') throw error;
    // for a match of another tournament, at the same time
    throw keyReused();
  }
}
