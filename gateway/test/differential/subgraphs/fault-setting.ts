import { happens } from '../chance.ts';
import type { FaultKind } from './fault-kinds.ts';

export type FaultSetting = {
  seed: string;
  /** how often in a thousand sites each kind happens */
  perMille: Partial<Record<FaultKind, number>>;
  /** whether one site fares differently in different operations of a subgraph */
  perOperation: boolean;
  /** answers come after some turns of the event loop, in an order of this number; 0 is at once */
  lateness: number;
  /** shapes go wrong also in keys and required fields, where one wrong value makes others */
  wild: boolean;
  /** sites that are spared, as a failing case is made smaller */
  spared: ReadonlySet<string>;
};

export const NO_FAULTS: FaultSetting = {
  seed: 'none',
  perMille: {},
  perOperation: false,
  lateness: 0,
  wild: false,
  spared: new Set(),
};

/** Decides by setting and site alone what goes wrong, and keeps note of it. */
export class Faults {
  readonly setting: FaultSetting;
  /** shapes go null instead of wrong */
  readonly tame: boolean;
  /** whether a value of a wrong shape was due */
  misshaped = false;
  /** whether an entity was answered that its subgraph does not have */
  isAbsent = false;
  readonly happened = new Map<string, FaultKind>();

  constructor(setting: FaultSetting, tame = false) {
    this.setting = setting;
    this.tame = tame;
  }

  /** Which of these kinds of fault happens at a site, if any. */
  at<Kind extends FaultKind>(kinds: readonly Kind[], ...site: readonly string[]): Kind | undefined {
    const { perMille, seed, spared } = this.setting;
    for (const kind of kinds) {
      const often = perMille[kind];
      if (!often || !happens(often, seed, kind, ...site)) continue;
      const name = [kind, ...site].join(' ');
      if (spared.has(name)) continue;
      this.happened.set(name, kind);
      return kind;
    }
    return undefined;
  }
}
