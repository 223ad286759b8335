import type { BracketInput } from '../bracket-schemas.ts';
import type { Fault } from '../faults.ts';

const MIN_TEAMS_FOR_THIRD_PLACE = 4;

/** In how many rounds everybody can meet somebody new. */
const mostRounds = (teams: number): number => (teams % 2 === 0 ? teams - 1 : teams);

/** Names each option of a bracket that its number of teams does not allow. */
export function sizeFaults({ roundCount, thirdPlace }: BracketInput, teams: number): Fault[] {
  const faults: Fault[] = [];
  if ((roundCount ?? 0) > mostRounds(teams)) {
    faults.push({ path: ['roundCount'], message: `must be at most ${mostRounds(teams)} for ${teams} teams` });
  }
  if (thirdPlace && teams < MIN_TEAMS_FOR_THIRD_PLACE) {
    const message = `needs at least ${MIN_TEAMS_FOR_THIRD_PLACE} teams`;
    faults.push({ path: ['thirdPlace'], message });
  }
  return faults;
}
