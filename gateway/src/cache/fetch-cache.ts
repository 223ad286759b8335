import { NotAnAnswer, type Answer, type SubgraphFault } from '../execution/answer.ts';
import { fieldOf, isResultObject, type ResultObject } from '../execution/result-tree.ts';
import type { ExecutionMetrics } from '../metrics/execution-metrics.ts';
import { takeTags } from './answer-tags.ts';
import type { Basis } from './basis.ts';
import { keyOf } from './cache-key.ts';
import { expiryOf, type CacheStore, type Kept, type Reading, type Stamp } from './cache-store.ts';
import { TAG_FIELD, type FetchPolicy, type TagFormat } from './fetch-policy.ts';

/** A fetch whose answer may be kept. */
export type CachedFetch = {
  policy: FetchPolicy;
  /** of what is asked, of whom and with what: equal where the answer to the same entity is */
  space: string;
  basis: Basis;
};

/** Asks the subgraph. @returns its answer, and whether it was asked for this fetch, not before for another */
export type Ask = (representations: readonly string[]) => Promise<{ answer: Answer; isOwn: boolean }>;

/** The index of the entity that a fault is about; undefined for one of the whole call. */
const entityIn = ({ path }: SubgraphFault): number | undefined =>
  path?.[0] === '_entities' && typeof path[1] === 'number' ? path[1] : undefined;

/** The type of an entity, which its representation begins with. */
const typeOf = (representation: string): string => /^\{"__typename":"(\w+)"/.exec(representation)?.[1] ?? '';

/** What a reading has under each key; nothing where somebody else has written into the store. */
function valuesOf({ entries }: Reading): (ResultObject | null)[] {
  try {
    return JSON.parse(
      `[${entries.map((entry) => entry?.text ?? 'null').join(',')}]`,
    ) as (ResultObject | null)[];
  } catch {
    return entries.map(() => null);
  }
}

/** An answer without what went wrong with its tags, of which no client has asked. */
const withoutTagFaults = ({ data, faults }: Answer): Answer => ({
  data,
  faults: faults.filter(({ path }) => !path?.includes(TAG_FIELD)),
});

/** Answers of subgraphs, kept as a whole or by their entities. */
export class FetchCache {
  readonly #store: CacheStore;
  readonly #metrics: Pick<ExecutionMetrics, 'looked'> | undefined;

  constructor(store: CacheStore, metrics?: Pick<ExecutionMetrics, 'looked'>) {
    this.#store = store;
    this.#metrics = metrics;
  }

  /** The answer to a fetch of root fields, kept as a whole. @throws what the subgraph's call does */
  async fields({ policy, space, basis }: CachedFetch, ask: Ask): Promise<Answer> {
    const reading = await this.#store.read([space], basis.notBefore);
    const [kept] = reading?.entries ?? [];
    const [data] = reading ? valuesOf(reading) : [];
    this.#metrics?.looked('fetch', kept && data ? 'hit' : reading ? 'miss' : 'bypass');
    if (kept && data) {
      basis.add(kept);
      return { data, faults: [] };
    }
    const { answer: told, isOwn } = await ask([]);
    const answer = withoutTagFaults(told);
    const entry = keptFields(answer, policy, isOwn ? reading?.now : undefined);
    this.#keep(new Map(entry && [[space, entry]]), basis, entry !== undefined);
    return answer;
  }

  /** The answer to a fetch of entities: of those that are kept, and what the subgraph says of the others. @throws what the subgraph's call does */
  async entities(
    { policy, space, basis }: CachedFetch,
    representations: readonly string[],
    ask: Ask,
  ): Promise<Answer> {
    const keys = representations.map((representation) => keyOf(space, representation));
    const reading = await this.#store.read(keys, basis.notBefore);
    if (!reading) {
      basis.spoil();
      this.#metrics?.looked('entity', 'bypass', keys.length);
      return withoutTagFaults((await ask(representations)).answer);
    }
    for (const entry of reading.entries) if (entry) basis.add(entry);
    const entities: unknown[] = valuesOf(reading);
    const missing = entities.flatMap((entity, index) => (entity === null ? [index] : []));
    this.#metrics?.looked('entity', 'hit', keys.length - missing.length);
    this.#metrics?.looked('entity', 'miss', missing.length);
    if (missing.length === 0) return { data: { _entities: entities }, faults: [] };

    const { answer: told, isOwn } = await ask(missing.map((index) => representations[index] as string));
    const answer = withoutTagFaults(told);
    const brought = answer.data?.['_entities'];
    const isWhole = Array.isArray(brought) && brought.length === missing.length;
    if (!isWhole) {
      basis.spoil();
      // there is nothing to complete it with
      if (missing.length === keys.length) return answer;
      if (answer.faults.length === 0) throw new NotAnAnswer('the answer lacks entities that were asked for');
    }
    const faulty = new Set(answer.faults.map(entityIn));
    const asked = isOwn && isWhole && !faulty.has(undefined) ? reading.now : undefined;
    const entries = new Map<string, Kept>();
    missing.forEach((index, position) => {
      const entity: unknown = isWhole ? brought[position] : null;
      entities[index] = entity;
      const format = policy.tags.get(typeOf(representations[index] as string));
      const entry = keptEntity(entity, format, policy, faulty.has(position) ? undefined : asked);
      if (entry) entries.set(keys[index] as string, entry);
    });
    this.#keep(entries, basis, entries.size === missing.length);
    return { data: { _entities: entities }, faults: placed(answer.faults, missing) };
  }

  #keep(entries: ReadonlyMap<string, Kept>, basis: Basis, areAll: boolean): void {
    for (const entry of entries.values()) basis.add(entry);
    if (!areAll) basis.spoil();
    if (entries.size > 0) void this.#store.keep(entries);
  }
}

/** Faults with the places that their entities have among all. */
const placed = (faults: readonly SubgraphFault[], places: readonly number[]): SubgraphFault[] =>
  faults.map((fault) => {
    const index = entityIn(fault);
    if (index === undefined) return fault;
    const place = places[index];
    const path = place === undefined ? undefined : ['_entities', place, ...(fault.path ?? []).slice(2)];
    return { ...fault, path };
  });

const entryOf = (value: ResultObject, asked: Stamp, maxAge: number, tags: readonly string[]): Kept => ({
  text: JSON.stringify(value),
  since: asked,
  expiresAtMs: expiryOf(maxAge),
  tags: new Map(tags.map((tag) => [tag, asked])),
});

/** An answer as it may be kept; its tags are taken out of it in any case. */
function keptFields(
  { data, faults }: Answer,
  { tags, maxAge }: FetchPolicy,
  asked: Stamp | undefined,
): Kept | undefined {
  if (!data) return undefined;
  const told = [...tags].map(([name, format]) => takeTags(fieldOf(data, name), format));
  if (asked === undefined || faults.length > 0 || !told.every((some) => some !== undefined)) return undefined;
  return entryOf(data, asked, maxAge, told.flat());
}

function keptEntity(
  entity: unknown,
  format: TagFormat | undefined,
  { maxAge }: FetchPolicy,
  asked: Stamp | undefined,
): Kept | undefined {
  if (!isResultObject(entity)) return undefined;
  const told = format && takeTags(entity, format);
  if (asked === undefined || !told) return undefined;
  return entryOf(entity, asked, maxAge, told);
}
