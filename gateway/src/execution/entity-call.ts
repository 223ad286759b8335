import { NotAnAnswer, type Answer, type SubgraphFault } from './answer.ts';
import type { Fetch } from './plan-compiler.ts';
import { copyOf, isResultObject, type ResultObject } from './result-tree.ts';

export type EntitiesAnswer = {
  /** null where the subgraph has none, undefined where it gave none */
  entities: readonly (ResultObject | null | undefined)[];
  faults: readonly SubgraphFault[];
};

/** Null is an entity that its subgraph does not have, or does not show to the caller; undefined is none at all. */
function entityOf(value: unknown, { rewrite }: Fetch): ResultObject | null | undefined {
  if (value === null) return null;
  if (!isResultObject(value)) return undefined;
  rewrite?.(value);
  return value;
}

/**
 * How long a call waits for others to join it. Branches of a plan that ask the same are seldom that far apart, and
 * what a branch loses of its lead is less than what a call of its own would cost.
 */
const GATHERING_MS = 3;

/**
 * One call of `_entities` for all the fetches that ask the same of a subgraph in the same turn, each
 * representation in it once.
 */
export class EntityCall {
  readonly answer: Promise<EntitiesAnswer>;
  /** fetches that may still join, which is waited for a little */
  readonly #awaited = new Set<Fetch>();
  #send: () => void = () => {};
  #gathering: NodeJS.Timeout | undefined;
  readonly #indices = new Map<string, number>();
  readonly #takenBy: (Fetch | undefined)[] = [];
  readonly #copies = new Map<Fetch, Map<number, ResultObject>>();

  /** @param send is called when every fetch of this turn has put in what it needs */
  constructor(fetch: Fetch, send: (representations: readonly string[]) => Promise<Answer>) {
    this.answer = new Promise<void>((resolve) => (this.#send = resolve))
      .then(() => send([...this.#indices.keys()]))
      .then((answer) => this.#read(fetch, answer));
    // who waits hears of a failure; where nobody does, it is nobody's
    this.answer.catch(() => {});
  }

  /**
   * Lets a fetch join that has put in what it needs, if anything. The call goes out once all that could join
   * it have, or after a moment; at the earliest when this turn of the event loop ends.
   * @param awaited its partners that have not come yet
   */
  join(fetch: Fetch, awaited: readonly Fetch[]): void {
    this.#awaited.delete(fetch);
    for (const partner of awaited) this.#awaited.add(partner);
    clearTimeout(this.#gathering);
    if (this.#awaited.size === 0) setImmediate(this.#send);
    else this.#gathering = setTimeout(this.#send, GATHERING_MS);
  }

  /** Puts a representation in. @returns its index in the call */
  add(representation: string): number {
    const known = this.#indices.get(representation);
    if (known !== undefined) return known;
    const index = this.#indices.size;
    this.#indices.set(representation, index);
    this.#takenBy.push(undefined);
    return index;
  }

  /**
   * The entity at this index, and whether this fetch has it already. Each fetch after the first gets a copy of
   * its own, since what the rest of the plan adds to one may bear the same names as what it adds to another.
   */
  take(
    { entities }: EntitiesAnswer,
    index: number,
    taker: Fetch,
  ): { entity: ResultObject; again: boolean } | undefined {
    const entity = entities[index];
    if (!entity) return undefined;
    const owner = this.#takenBy[index];
    if (owner === taker) return { entity, again: true };
    if (owner !== undefined) return this.#takeCopy(entity, index, taker);
    this.#takenBy[index] = taker;
    return { entity, again: false };
  }

  #takeCopy(original: ResultObject, index: number, taker: Fetch): { entity: ResultObject; again: boolean } {
    const copies = this.#copies.get(taker) ?? new Map<number, ResultObject>();
    this.#copies.set(taker, copies);
    const known = copies.get(index);
    if (known) return { entity: known, again: true };
    const entity = copyOf(original);
    copies.set(index, entity);
    return { entity, again: false };
  }

  #read(fetch: Fetch, { data, faults: reported }: Answer): EntitiesAnswer {
    const faults = reported.map((fault) => this.#placed(fault));
    if (!data) return { entities: [], faults };
    const entities = data['_entities'];
    if (!Array.isArray(entities)) {
      if (faults.length > 0) return { entities: [], faults };
      throw new NotAnAnswer('the answer has no list of entities');
    }
    if (entities.length !== this.#indices.size)
      throw new NotAnAnswer(`${this.#indices.size} entities were asked for, ${entities.length} came`);
    return { entities: entities.map((entity) => entityOf(entity, fetch)), faults };
  }

  /** A fault of an entity that was not asked for is one of the whole call. */
  #placed(fault: SubgraphFault): SubgraphFault {
    const index = fault.path?.[1];
    const asked = Number.isInteger(index) && Number(index) >= 0 && Number(index) < this.#indices.size;
    return asked || fault.path?.length === 1 ? fault : { ...fault, path: undefined };
  }
}
