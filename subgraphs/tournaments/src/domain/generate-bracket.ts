import { appendEvents, type ArenaEvent } from '@arena/events';
import {
  Conflict,
  hashInput,
  parseInput,
  requireSignedIn,
  violatedUnique,
  type Caller,
  type Queryable,
} from '@arena/subgraph-kit';
import type { z } from 'zod';
import type { App } from '../app.ts';
import { findBracketByIdempotencyKey, findBracketsOf, insertBracket } from '../db/bracket-store.ts';
import type * as schema from '../db/schema.ts';
import type { BracketRow, TournamentRow } from '../db/schema.ts';
import { requireTournament } from '../db/tournament-store.ts';
import { generateBracketSchema, type BracketInput } from './bracket-schemas.ts';
import { bracketSeeds, type Seeds } from './brackets/bracket-seeds.ts';
import { newBracket } from './brackets/new-bracket.ts';
import { planMatches } from './brackets/plan-matches.ts';
import { removeBracket } from './brackets/remove-bracket.ts';
import { sizeFaults } from './brackets/size-faults.ts';
import { storeMatches } from './brackets/store-matches.ts';
import { particulars } from './change-detail.ts';
import { changeTournament } from './change-tournament.ts';
import { closeRoster } from './close-roster.ts';
import { badInput, under } from './faults.ts';
import { foldCase } from './fold-case.ts';
import { dateFaults } from './match-faults.ts';
import { recordChange } from './record-change.ts';
import { findRepeated, keyReused } from './repeated-creation.ts';
import { OPEN_STATUSES } from './tournament-status.ts';

const MAX_BRACKETS = 20;

type Db = Queryable<typeof schema>;
type Input = z.input<typeof generateBracketSchema>;

/**
 * Makes room for a bracket: the one that bears its name already goes.
 * @returns its number among the tournament's brackets, and what tells of the matches that went
 * @throws Conflict (BRACKET_STARTED, LIMIT_REACHED)
 */
async function makeRoom(
  tx: Db,
  { tournamentId, name }: BracketInput,
): Promise<{ number: number; events: ArenaEvent[] }> {
  const [brackets = []] = await findBracketsOf(tx, [tournamentId]);
  const former = brackets.find(({ nameKey }) => nameKey === foldCase(name));
  if (former) return { number: former.number, events: await removeBracket(tx, former) };
  if (brackets.length >= MAX_BRACKETS) {
    throw new Conflict('LIMIT_REACHED', `A tournament has at most ${MAX_BRACKETS} brackets`);
  }
  return { number: (brackets.at(-1)?.number ?? 0) + 1, events: [] };
}

/** When the first round starts; it has no date where none was given and the tournament was to start already. */
const firstDate = ({ firstMatchAt }: BracketInput, { startsAt }: TournamentRow, now: Date): Date | null =>
  firstMatchAt ?? (startsAt > now ? startsAt : null);

/** @throws BadUserInput for a date, a number of rounds or a third place that does not fit */
function requireFitting(input: BracketInput, { seedTeamIds }: Seeds, tournament: TournamentRow): void {
  const dated = input.firstMatchAt ? dateFaults(input.firstMatchAt, tournament) : [];
  const faults = [
    ...dated.map((fault) => ({ ...fault, path: ['firstMatchAt'] })),
    ...sizeFaults(input, seedTeamIds.length),
  ];
  if (faults.length > 0) throw badInput(under('input', faults));
}

const detailOf = ({ id, name, format, seedTeamIds, drawSeed }: BracketRow): string =>
  particulars({ bracketId: id, name, format, teams: seedTeamIds.length, drawSeed });

/** Makes the bracket of a tournament, which is locked. */
async function makeBracket(
  app: App,
  tx: Db,
  tournament: TournamentRow,
  input: BracketInput,
  by: { caller: Caller; userId: string; inputHash: string | null },
): Promise<TournamentRow> {
  const at = app.now();
  const { userId, inputHash } = by;
  const seeds = await bracketSeeds(tx, input);
  requireFitting(input, seeds, tournament);
  const { number, events } = await makeRoom(tx, input);
  const layout = await newBracket(input, { ...seeds, number, createdAt: at, creatorId: userId, inputHash });
  await insertBracket(tx, layout);
  const firstAt = firstDate(input, tournament, at);
  const created = await storeMatches(tx, planMatches(layout, { creatorId: userId, firstAt }));
  const [changed, closed] = await closeRoster(tx, tournament, at);
  await appendEvents(tx, [...events, ...created, ...closed], by.caller);
  const { id: tournamentId } = tournament;
  const detail = detailOf(layout.bracket);
  await recordChange(tx, { tournamentId, at, by: userId, action: 'BRACKET_GENERATED', detail });
  return changed;
}

/**
 * Makes a bracket of an open tournament from teams that have members, and the matches it is played as. From then on
 * nobody buys a seat or joins a team. A bracket that bears the name already is made anew while none of its matches
 * has started. Called again with the same idempotency key and input it changes nothing.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF),
 *   Conflict (INVALID_STATE, BRACKET_STARTED, TOO_FEW_TEAMS, TOO_MANY_TEAMS, LIMIT_REACHED, IDEMPOTENCY_KEY_REUSED)
 */
export async function generateBracket(app: App, caller: Caller, input: Input): Promise<TournamentRow> {
  const { userId } = requireSignedIn(caller);
  // before the rules, since a bracket made in time stays made when its tournament is over
  const earlier = await findRepeated(input, (key) => findBracketByIdempotencyKey(app.db, userId, key));
  if (earlier) return requireTournament(app.db, earlier.tournamentId);

  const valid = parseInput(generateBracketSchema, input, 'input');
  const inputHash = valid.idempotencyKey ? hashInput(input) : null;
  const rule = { by: 'STAFF', in: OPEN_STATUSES } as const;
  try {
    return await changeTournament(app, userId, valid.tournamentId, rule, async (tx, tournament) => {
      const repeated = await findRepeated(input, (key) => findBracketByIdempotencyKey(tx, userId, key));
      return repeated ? tournament : makeBracket(app, tx, tournament, valid, { caller, userId, inputHash });
    });
  } catch (error) {
    if (violatedUnique(error) !== 'brackets_idempotency_key') throw error;
    // for a bracket of another tournament, at the same time
    throw keyReused();
  }
}
