import type { Identity } from '@arena/subgraph-kit';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { FIELD_BUDGETS, generalBudgets, REGISTRATIONS, type Budget, type CountedBy } from './budgets.ts';
import type { SharedStore } from '../redis/shared-store.ts';
import { createCounter, type Counter, type Standing } from './counter.ts';
import { inPortions } from './in-portions.ts';
import { networkOf } from './network-of.ts';
import { rootFieldsOf } from './root-fields.ts';

const MAX_REMEMBERED = 2_000;

/** What an estimated cost of this much takes beside the root fields. */
const COST_OF_A_POINT = 100;

/** A valid operation that asks to be run. */
export type CountedOperation = {
  document: DocumentNode;
  /** tells the document from any other */
  hash: string;
  operation: OperationDefinitionNode;
  /** as estimated */
  cost: number;
  /** whether the document is to be kept for later by its hash */
  registers: boolean;
};

/** Who asks. */
export type CountedCaller = { identity: Identity; address: string };

/**
 * Counts an operation.
 * @returns how the budget stands that refuses it, else the one that it leaves least of
 */
export type RateLimiter = (operation: CountedOperation, caller: CountedCaller) => Promise<Standing>;

export type RateLimiterOptions = {
  /** of the general budget, a minute */
  points: { person: number; address: number };
  shared?: SharedStore | undefined;
};

/** What an operation takes of one budget. */
type Demand = { counter: Counter; by: CountedBy; points: number };

const keyOf = (by: CountedBy, { identity, address }: CountedCaller): string =>
  by === 'caller' && identity.userId !== null ? `person:${identity.userId}` : networkOf(address);

/** The harder one: over before not over, then what lasts longer, else what has less left. */
const harder = (a: Standing, b: Standing): Standing => {
  if (a.isOver !== b.isOver) return a.isOver ? a : b;
  if (a.isOver) return a.resetMs >= b.resetMs ? a : b;
  return a.remaining <= b.remaining ? a : b;
};

/**
 * Makes what counts operations. An operation takes a point for each root field and for each hundred of its cost, and
 * more of the budgets of its fields. It is counted in all of them at once; what is refused by one takes nothing of any.
 */
export function createRateLimiter({ points, shared }: RateLimiterOptions): RateLimiter {
  const general = generalBudgets(points);
  const counterOf = (budget: Budget) => inPortions(createCounter(budget, shared), budget.points);
  const person = counterOf(general.person);
  const address = counterOf(general.address);
  const registrations = createCounter(REGISTRATIONS, shared);
  const ofFields = FIELD_BUDGETS.map((budget) => ({ budget, counter: createCounter(budget, shared) }));
  const known = new LRUCache<string, { rootFields: number; strict: Demand[] }>({ max: MAX_REMEMBERED });

  function demandsOfFields({ document, hash, operation }: CountedOperation) {
    const key = `${hash} ${operation.name?.value ?? ''}`;
    let found = known.get(key);
    if (!found) {
      const rootFields = rootFieldsOf(document, operation);
      const strict = ofFields.flatMap(({ budget, counter }) => {
        const times = rootFields.filter((field) => budget.fields.includes(field)).length;
        return times > 0 ? [{ counter, by: budget.by, points: times }] : [];
      });
      found = { rootFields: rootFields.length, strict };
      known.set(key, found);
    }
    return found;
  }

  return async (operation, caller) => {
    const { rootFields, strict } = demandsOfFields(operation);
    const demands: Demand[] = [
      {
        counter: caller.identity.userId === null ? address : person,
        by: 'caller',
        points: rootFields + Math.floor(operation.cost / COST_OF_A_POINT),
      },
      ...strict,
    ];
    if (operation.registers) demands.push({ counter: registrations, by: REGISTRATIONS.by, points: 1 });

    const taken = await Promise.all(
      demands.map(async ({ counter, by, points: asked }) => {
        const key = keyOf(by, caller);
        const standing = await counter.take(key, asked);
        return { standing, giveBack: () => counter.giveBack(key, asked, standing) };
      }),
    );
    const hardest = taken.map(({ standing }) => standing).reduce(harder);
    if (hardest.isOver) for (const { giveBack } of taken) giveBack();
    return hardest;
  };
}
