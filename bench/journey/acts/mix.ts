import { byWeight } from '../chance.ts';
import type { Actor } from '../client/actor.ts';
import { Refused } from '../client/answers.ts';
import type { Act, Stage } from './act.ts';
import { EVERYDAY } from './everyday.ts';
import { ORGANIZING } from './organizing.ts';
import { READS } from './reads.ts';
import { SHOPPING } from './shopping.ts';

const ALL: readonly Act[] = [...READS, ...SHOPPING, ...EVERYDAY, ...ORGANIZING];

/** Has somebody do something, as often as people do it; a refusal of the domain is counted. */
export async function performAny(actor: Actor, stage: Stage): Promise<void> {
  const { perform } = byWeight(ALL);
  try {
    await perform(actor, stage);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    stage.tally().refused(error.operation, error.message);
  }
}
