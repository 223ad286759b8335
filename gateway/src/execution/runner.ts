import type { GraphQLError } from 'graphql';
import { EntityCall, type EntitiesAnswer } from './entity-call.ts';
import type { SubgraphFault } from './answer.ts';
import { eachPlace, placesAt } from './places.ts';
import type { Fetch, Step } from './plan-compiler.ts';
import { mergeInto, type ResultObject } from './result-tree.ts';
import type { CallOptions, SubgraphCaller } from './subgraph-caller.ts';
import { fieldsError, MAX_ERRORS, subgraphError, unavailable } from './subgraph-errors.ts';

export type RunOptions = CallOptions & {
  subgraphs: SubgraphCaller;
  /** the values of the variables that @skip and @include hang on */
  conditions: ReadonlyMap<string, boolean>;
  /** told of each fetch that got no answer, unless nobody waits for it any more; the client hears no more than that the subgraph is unavailable */
  onFailure: (error: unknown, subgraph: string) => void;
};

/** What was fetched; `data` has more in it than was asked for, and nothing in it is checked yet. */
export type Fetched = {
  data: ResultObject;
  errors: GraphQLError[];
  /** objects and lists that stand at several places of the data */
  shared: ReadonlySet<unknown>;
  /** objects of which a subgraph that was to tell more says that it has none such, or shows the caller none */
  absent: ReadonlySet<unknown>;
};

/** The places of a fetch, and of each the index in the call of the entity that it shows. */
type Seats = { places: readonly ResultObject[]; indices: readonly number[]; call: EntityCall };

/** Runs the steps of one operation, each fetch adding what it brings to one tree. */
class Run {
  readonly #options: RunOptions;
  readonly #data: ResultObject;
  readonly #errors: GraphQLError[] = [];
  readonly #shared = new Set<unknown>();
  readonly #absent = new Set<unknown>();
  /** the calls that fetches of this turn may still join */
  readonly #open = new Map<string, EntityCall>();
  readonly #arrived = new Set<Fetch>();

  constructor(data: ResultObject, options: RunOptions) {
    this.#data = data;
    this.#options = options;
  }

  get fetched(): Fetched {
    return { data: this.#data, errors: this.#errors, shared: this.#shared, absent: this.#absent };
  }

  async follow(step: Step): Promise<void> {
    switch (step.kind) {
      case 'sequence':
        for (const next of step.steps) await this.follow(next);
        return;
      case 'parallel':
        await Promise.all(step.steps.map((next) => this.follow(next)));
        return;
      case 'condition': {
        const branch = this.#options.conditions.get(step.variable) ? step.then : step.otherwise;
        return branch && this.follow(branch);
      }
      case 'fetch':
        return step.fetch.represent ? this.#fetchEntities(step.fetch) : this.#fetchFields(step.fetch);
    }
  }

  async #fetchFields(fetch: Fetch): Promise<void> {
    const places = placesAt(this.#data, fetch.path, this.#shared.size > 0);
    if (places.length === 0) return;
    try {
      const { data, faults } = await this.#options.subgraphs.call(fetch, [], this.#options);
      this.#errors.push(...faults.map((fault) => fieldsError(fault, fetch)));
      if (!data) return;
      fetch.rewrite?.(data);
      for (const place of places) mergeInto(place, data);
      if (places.length > 1) this.#share(data);
    } catch (error) {
      this.#fail(error, fetch);
    }
  }

  async #fetchEntities(fetch: Fetch): Promise<void> {
    try {
      const seats = this.#seat(fetch);
      this.#arrive(fetch, seats?.call ?? this.#open.get(fetch.key));
      if (!seats) return;
      const answer = await seats.call.answer;
      this.#reportFaults(answer, fetch, seats);
      const { places, indices, call } = seats;
      for (let i = 0; i < places.length; i++) {
        const taken = call.take(answer, indices[i] as number, fetch);
        if (answer.entities[indices[i] as number] === null) this.#absent.add(places[i]);
        if (!taken) continue;
        mergeInto(places[i] as ResultObject, taken.entity);
        if (taken.again) this.#share(taken.entity);
      }
    } catch (error) {
      this.#fail(error, fetch);
    }
  }

  /** Puts what a fetch needs into a call; undefined when it needs nothing. */
  #seat(fetch: Fetch): Seats | undefined {
    const places: ResultObject[] = [];
    const representations: string[] = [];
    for (const place of placesAt(this.#data, fetch.path, this.#shared.size > 0)) {
      const representation = fetch.represent?.(place);
      if (representation === undefined) continue;
      places.push(place);
      representations.push(representation);
    }
    if (places.length === 0) return undefined;
    const call = this.#callFor(fetch);
    return { places, indices: representations.map((representation) => call.add(representation)), call };
  }

  /** Tells the call that this fetch joins, or could have joined, that it has come. */
  #arrive(fetch: Fetch, call: EntityCall | undefined): void {
    this.#arrived.add(fetch);
    const awaited = fetch.partners.filter((partner) => !this.#arrived.has(partner));
    call?.join(fetch, awaited);
  }

  /** Notes that what this entity has in it stands at more than one place from now on. */
  #share(entity: ResultObject): void {
    for (const name in entity) {
      const value = entity[name];
      if (typeof value === 'object' && value !== null) this.#shared.add(value);
    }
  }

  #callFor(fetch: Fetch): EntityCall {
    const open = fetch.alone ? undefined : this.#open.get(fetch.key);
    if (open) return open;
    const call = new EntityCall(fetch, (representations) => {
      this.#open.delete(fetch.key);
      return this.#options.subgraphs.call(fetch, representations, this.#options);
    });
    if (!fetch.alone) this.#open.set(fetch.key, call);
    return call;
  }

  /** An entity's error counts for every place that shows it; any other for the fetch. */
  #reportFaults(
    { entities, faults }: EntitiesAnswer,
    { subgraph, path, errorPath, nameOf }: Fetch,
    { places, indices }: Seats,
  ): void {
    const before = this.#errors.length;
    const byEntity = new Map<number, SubgraphFault[]>();
    for (const fault of faults) {
      const [root, entity] = fault.path ?? [];
      if (root === '_entities' && typeof entity === 'number')
        byEntity.set(entity, [...(byEntity.get(entity) ?? []), fault]);
      else this.#errors.push(subgraphError(fault, subgraph, errorPath));
    }
    if (byEntity.size === 0) return;
    // no entity came at all, and the faults are of those that another fetch of this call has asked for
    if (entities.length === 0 && !indices.some((i) => byEntity.has(i)) && this.#errors.length === before) {
      this.#errors.push(unavailable(subgraph, errorPath));
      return;
    }
    const index = new Map(places.map((place, i) => [place, indices[i] as number]));
    eachPlace(this.#data, path, (place, at) => {
      for (const fault of byEntity.get(index.get(place) ?? -1) ?? [])
        this.#errors.push(
          subgraphError(fault, subgraph, [...at, ...(fault.path?.slice(2).map(nameOf) ?? [])]),
        );
      return this.#errors.length < MAX_ERRORS;
    });
  }

  #fail(error: unknown, { subgraph, errorPath }: Fetch): void {
    if (!this.#options.signal?.aborted) this.#options.onFailure(error, subgraph);
    this.#errors.push(unavailable(subgraph, errorPath));
  }
}

/**
 * Follows a compiled plan.
 * @param data the tree to start with: empty, or the event of a subscription
 */
export async function run(step: Step | undefined, data: ResultObject, options: RunOptions): Promise<Fetched> {
  const operation = new Run(data, options);
  if (step) await operation.follow(step);
  return operation.fetched;
}
