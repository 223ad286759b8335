import type { Contest, ContestBracket } from '../../db/standing-store.ts';
import { rankBracket } from './rank-bracket.ts';
import type { Tiers } from './tiers.ts';

/** Brackets that are played beside each other, such as the groups of a group stage. */
export type Stage = ContestBracket[];

const meet = (one: ContestBracket, other: ContestBracket): boolean =>
  one.seedTeamIds.some((id) => other.seedTeamIds.includes(id));

/** The stages of a tournament in order: brackets in a row that no team is in twice are beside each other. */
export function stagesOf(brackets: readonly ContestBracket[]): Stage[] {
  const stages: Stage[] = [];
  for (const bracket of brackets) {
    const stage = stages.at(-1);
    if (!stage || stage.some((other) => meet(bracket, other))) stages.push([bracket]);
    else stage.push(bracket);
  }
  return stages;
}

/**
 * The teams of a stage. Of the first stage those stand together who have the same place in their groups; brackets
 * beside each other later on are for the best and for the others, so those of the one made first stand first.
 */
export function rankStage(contest: Contest, stage: Stage, isFirst: boolean): Tiers {
  const ranked = stage.map((bracket) => rankBracket(contest, bracket));
  if (!isFirst) return ranked.flat();
  const places = Math.max(...ranked.map((tiers) => tiers.length));
  return Array.from({ length: places }, (_, place) => ranked.flatMap((tiers) => tiers[place] ?? []));
}
