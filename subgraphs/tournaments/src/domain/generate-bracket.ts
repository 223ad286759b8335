import { appendEvents, type ArenaEvent } from '@arena/events';
import {
  Conflict,
  newId,
  parseInput,
  requireSignedIn,
  type Caller,
  type Queryable,
} from '@arena/subgraph-kit';
import type { z } from 'zod';
import type { App } from '../app.ts';
import { isEngineBracket } from '../db/bracket-engine-store.ts';
import { deleteBracket, findBracketsOf, insertBracket, type BracketLayout } from '../db/bracket-store.ts';
import { findMatchesOfBracket } from '../db/match-store.ts';
import type * as schema from '../db/schema.ts';
import type { BracketRow, MatchRow, TournamentRow } from '../db/schema.ts';
import { generateBracketSchema, type BracketInput } from './bracket-schemas.ts';
import { layOut } from './brackets/lay-out.ts';
import { storeMatches } from './brackets/store-matches.ts';
import { layOutSwiss, roundCountOf } from './brackets/swiss-rounds.ts';
import { bracketSeeds, type Seeds } from './brackets/bracket-seeds.ts';
import { planMatches } from './brackets/plan-matches.ts';
import { sizeFaults } from './brackets/size-faults.ts';
import { particulars } from './change-detail.ts';
import { changeTournament } from './change-tournament.ts';
import { closeRoster } from './close-roster.ts';
import { badInput, under } from './faults.ts';
import { foldCase } from './fold-case.ts';
import { dateFaults } from './match-faults.ts';
import { callOff } from './call-off.ts';
import { STARTED_MATCH_STATUSES } from './match-status.ts';
import { recordChange } from './record-change.ts';
import { OPEN_STATUSES } from './tournament-status.ts';

const MAX_BRACKETS = 20;
const REMADE = 'The bracket was made again';

type Db = Queryable<typeof schema>;

/** @throws Conflict BRACKET_STARTED */
function requireUnstarted({ name }: BracketRow, matches: readonly MatchRow[]): void {
  if (matches.every(({ status }) => !STARTED_MATCH_STATUSES.includes(status))) return;
  throw new Conflict('BRACKET_STARTED', `A match of the bracket “${name}” has started`);
}

/**
 * Makes room for a bracket: the one that bears its name already goes, and its matches are called off.
 * @returns its number among the tournament's brackets, and what tells of the matches called off
 * @throws Conflict (BRACKET_STARTED, LIMIT_REACHED)
 */
async function makeRoom(
  tx: Db,
  tournamentId: string,
  nameKey: string,
): Promise<{ number: number; canceled: ArenaEvent[] }> {
  const [brackets = []] = await findBracketsOf(tx, [tournamentId]);
  const former = brackets.find((bracket) => bracket.nameKey === nameKey);
  if (former) {
    const matches = await findMatchesOfBracket(tx, former.id);
    requireUnstarted(former, matches);
    await deleteBracket(tx, former.id);
    return { number: former.number, canceled: await callOff(tx, matches, REMADE) };
  }
  if (brackets.length >= MAX_BRACKETS) {
    throw new Conflict('LIMIT_REACHED', `A tournament has at most ${MAX_BRACKETS} brackets`);
  }
  return { number: (brackets.at(-1)?.number ?? 0) + 1, canceled: [] };
}

/** @throws BadUserInput for a date, a number of rounds or a third place that does not fit */
function requireFitting(input: BracketInput, { seedTeamIds }: Seeds, tournament: TournamentRow): Date {
  const firstAt = input.firstMatchAt ?? tournament.startsAt;
  const faults = [
    ...dateFaults(firstAt, tournament).map((fault) => ({ ...fault, path: ['firstMatchAt'] })),
    ...sizeFaults(input, seedTeamIds.length),
  ];
  if (faults.length > 0) throw badInput(under('input', faults));
  return firstAt;
}

/** Stores a bracket and the matches it is played as; the events that tell of them. */
async function storeBracket(
  tx: Db,
  layout: BracketLayout,
  planning: { creatorId: string; firstAt: Date },
): Promise<ArenaEvent[]> {
  await insertBracket(tx, layout);
  return storeMatches(tx, planMatches(layout, planning));
}

const detailOf = ({ id, name, format, seedTeamIds, drawSeed }: BracketRow): string =>
  particulars({ bracketId: id, name, format, teams: seedTeamIds.length, drawSeed });

/**
 * Makes a bracket of an open tournament from teams that have members, and the matches it is played as. From then on
 * nobody buys a seat or joins a team. A bracket that bears the name already is made anew while none of its matches
 * has started.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF),
 *   Conflict (INVALID_STATE, BRACKET_STARTED, TOO_FEW_TEAMS, TOO_MANY_TEAMS, LIMIT_REACHED)
 */
export async function generateBracket(
  app: App,
  caller: Caller,
  input: z.input<typeof generateBracketSchema>,
): Promise<TournamentRow> {
  const { userId } = requireSignedIn(caller);
  const valid = parseInput(generateBracketSchema, input, 'input');
  const { tournamentId, name, format, thirdPlace } = valid;
  const nameKey = foldCase(name);
  const rule = { by: 'STAFF', in: OPEN_STATUSES } as const;
  return changeTournament(app, userId, tournamentId, rule, async (tx, tournament) => {
    const at = app.now();
    const seeds = await bracketSeeds(tx, valid);
    const firstAt = requireFitting(valid, seeds, tournament);
    const { number, canceled } = await makeRoom(tx, tournamentId, nameKey);
    const roundCount = roundCountOf(valid, seeds.seedTeamIds.length);
    const facts = {
      id: newId(),
      tournamentId,
      number,
      name,
      nameKey,
      format,
      roundCount,
      settings: {},
      createdAt: at,
    };
    const bracket = { ...facts, ...seeds };
    const layout = isEngineBracket(bracket)
      ? await layOut(bracket, thirdPlace ?? false)
      : layOutSwiss(bracket);
    const created = await storeBracket(tx, layout, { creatorId: userId, firstAt });
    const [changed, closed] = await closeRoster(tx, tournament, at);
    await appendEvents(tx, [...canceled, ...created, ...closed], caller);
    const detail = detailOf(layout.bracket);
    await recordChange(tx, { tournamentId, at, by: userId, action: 'BRACKET_GENERATED', detail });
    return changed;
  });
}
