import { Conflict, type Queryable } from '@arena/subgraph-kit';
import type * as schema from '../../db/schema.ts';
import type { TeamRow } from '../../db/schema.ts';
import { countMembers } from '../../db/team-member-store.ts';
import { findTeamsOf } from '../../db/team-store.ts';
import { MAX_BRACKET_TEAMS, MIN_BRACKET_TEAMS, type BracketInput } from '../bracket-schemas.ts';
import { badInput, under, type Fault } from '../faults.ts';
import { drawLots, newDrawSeed } from './draw-lots.ts';

/** The teams of a bracket, the best first, and what their order was drawn from. */
export type Seeds = { seedTeamIds: string[]; drawSeed: string | null };

/** The teams of a tournament by number, and whether each has members. */
async function findPlaying(
  tx: Queryable<typeof schema>,
  tournamentId: string,
): Promise<Map<string, boolean>> {
  const [teams = []] = await findTeamsOf(tx, [tournamentId]);
  const ids = teams.map(({ id }: TeamRow) => id);
  const counts = await countMembers(tx, ids);
  return new Map(ids.map((id, index) => [id, (counts[index] ?? 0) > 0]));
}

const seedFault = (hasMembers: boolean | undefined, path: Fault['path']): Fault[] => {
  if (hasMembers === undefined) return [{ path, message: 'must be a team of the tournament' }];
  return hasMembers ? [] : [{ path, message: 'must be a team with members' }];
};

/** @throws Conflict TOO_FEW_TEAMS, TOO_MANY_TEAMS */
function requireDrawable(count: number): void {
  if (count < MIN_BRACKET_TEAMS) {
    throw new Conflict('TOO_FEW_TEAMS', `Teams with members: ${count}; a bracket needs ${MIN_BRACKET_TEAMS}`);
  }
  if (count > MAX_BRACKET_TEAMS) {
    throw new Conflict(
      'TOO_MANY_TEAMS',
      `Teams with members: ${count}; a bracket has ${MAX_BRACKET_TEAMS} at most`,
    );
  }
}

/**
 * The teams that are named for a bracket; all that have members, drawn by lot, where none is.
 * @throws BadUserInput for a team that is not of the tournament or is empty, Conflict (TOO_FEW_TEAMS, TOO_MANY_TEAMS)
 */
export async function bracketSeeds(
  tx: Queryable<typeof schema>,
  { tournamentId, seedTeamIds }: BracketInput,
): Promise<Seeds> {
  const playing = await findPlaying(tx, tournamentId);
  if (seedTeamIds) {
    const faults = seedTeamIds.flatMap((id, index) => seedFault(playing.get(id), ['seedTeamIds', index]));
    if (faults.length > 0) throw badInput(under('input', faults));
    return { seedTeamIds, drawSeed: null };
  }
  const drawn = [...playing].filter(([, hasMembers]) => hasMembers).map(([id]) => id);
  requireDrawable(drawn.length);
  const drawSeed = newDrawSeed();
  return { seedTeamIds: drawLots(drawn, drawSeed), drawSeed };
}
