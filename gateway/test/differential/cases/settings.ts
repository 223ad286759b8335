import { Chance } from '../chance.ts';
import {
  CALL_FAULTS,
  ENTITY_FAULTS,
  FIELD_FAULTS,
  OBJECT_FAULTS,
  type FaultKind,
} from '../subgraphs/fault-kinds.ts';
import { NO_FAULTS, type FaultSetting } from '../subgraphs/fault-setting.ts';

/** How often, in a thousand sites, a kind of fault happens; calls are few, fields many. */
const OFTEN: readonly { kinds: readonly FaultKind[]; perMille: readonly number[] }[] = [
  { kinds: FIELD_FAULTS, perMille: [15, 60, 200] },
  { kinds: OBJECT_FAULTS, perMille: [30, 100, 300] },
  { kinds: ENTITY_FAULTS, perMille: [50, 150, 400] },
  { kinds: CALL_FAULTS, perMille: [150, 400] },
];

/** A setting with a few kinds of faults, the same for the same words. */
export function faultSetting(...words: readonly (string | number)[]): FaultSetting {
  const chance = new Chance('faults', ...words);
  const perMille: FaultSetting['perMille'] = {};
  for (let i = 0, kinds = 1 + chance.below(4); i < kinds; i++) {
    const group = chance.pick(OFTEN);
    perMille[chance.pick(group.kinds)] = chance.pick(group.perMille);
  }
  return {
    seed: words.join(':'),
    perMille,
    perOperation: chance.percent(50),
    lateness: chance.percent(60) ? 1 + chance.below(1000) : 0,
    wild: chance.percent(10),
    spared: new Set(),
  };
}

/** The settings that one operation is run under: without faults, and with some. */
export const settingsOf = (faulty: number, ...words: readonly (string | number)[]): FaultSetting[] => [
  NO_FAULTS,
  ...Array.from({ length: faulty }, (_, i) => faultSetting(...words, i)),
];
