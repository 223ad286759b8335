import { BracketsManager } from 'brackets-manager';
import type { StageSettings } from 'brackets-model';
import {
  bracketTables,
  emptyTables,
  stageTypeOf,
  toSlot,
  type EngineBracket,
} from '../../db/bracket-engine-store.ts';
import type { BracketLayout } from '../../db/bracket-store.ts';

const settingsOf = ({ format }: EngineBracket, thirdPlace: boolean): StageSettings =>
  ({
    SINGLE_ELIMINATION: { consolationFinal: thirdPlace },
    // who comes through the losers' side has lost once already, the other not yet
    DOUBLE_ELIMINATION: { grandFinal: 'double' },
    ROUND_ROBIN: { groupCount: 1 },
  })[format] as StageSettings;

/** The places of an elimination bracket are a power of two; those that no team takes are byes of the best. */
function placesOf({ format, seedTeamIds }: EngineBracket): (string | null)[] {
  if (format === 'ROUND_ROBIN') return seedTeamIds;
  const size = 2 ** Math.ceil(Math.log2(seedTeamIds.length));
  return [...seedTeamIds, ...Array<null>(size - seedTeamIds.length).fill(null)];
}

/** Lays a bracket out in groups, rounds and slots, those of the first round filled with its teams. */
export async function layOut(bracket: EngineBracket, thirdPlace: boolean): Promise<BracketLayout> {
  const tables = emptyTables(bracket);
  await new BracketsManager(bracketTables(tables)).create.stage({
    tournamentId: bracket.tournamentId,
    name: bracket.name,
    number: bracket.number,
    type: stageTypeOf(bracket),
    seedingIds: placesOf(bracket),
    settings: settingsOf(bracket, thirdPlace),
  });
  const { id: bracketId } = bracket;
  const ofBracket = { stage_id: bracketId };
  return {
    bracket: { ...bracket, settings: tables.stage[0]?.settings ?? {} },
    groups: tables.group.map(({ id, number }) => ({ id: String(id), bracketId, number })),
    rounds: tables.round.map(({ id, group_id, number }) => ({
      id: String(id),
      bracketId,
      groupId: String(group_id),
      number,
    })),
    slots: tables.match.map((match) => toSlot({ ...match, ...ofBracket })),
  };
}
