import {
  Kind,
  getNamedType,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  type SelectionSetNode,
} from 'graphql';
import { choose, happens, hash } from '../chance.ts';
import { pick } from './field-sets.ts';
import { leafValue } from './leaf-values.ts';
import { stableJson } from './stable-json.ts';
import type { Declaration, WorldModel } from './world-model.ts';

/** An object of the world, which exists only as far as it is read. */
export type Thing = {
  __typename: string;
  /** entities have small numbers, which their keys tell; anything else is known by where it lies */
  id: number | string;
  /** of an object within an entity's key: the entity's id */
  entity?: number;
  /** what the gateway told a subgraph about an entity */
  reference?: Record<string, unknown>;
};

/** How many entities there are of a type; few, so that lists have the same one more than once. */
const ENTITIES = 6;
const LONGEST_LIST = 4;
const NULLS_PER_MILLE = 50;

/** The data behind all subgraphs: each value a pure function of the seed, its object and its field. */
export class World {
  readonly #model: WorldModel;
  readonly #seed: string;

  constructor(model: WorldModel, seed: string) {
    this.#model = model;
    this.#seed = seed;
  }

  /** Whatever the root fields belong to. */
  root(type: string): Thing {
    return { __typename: type, id: 'root' };
  }

  /** What names a thing among all things. */
  identity({ __typename, id }: Thing): string {
    return `${this.#model.family(__typename).name}:${id}`;
  }

  /** The value of a thing's field: null, a leaf's JSON, a thing, or a list of these. */
  read(thing: Thing, field: string, args: Record<string, unknown>): unknown {
    const declarations = this.#model.declarations(thing.__typename, field);
    const inKey = this.#readKey(thing, field, declarations);
    if (inKey !== undefined) return inKey;
    const required = this.#model.requires(thing.__typename, field);
    const inputs =
      required && (thing.reference ? pick(thing.reference, required) : this.#evaluate(thing, required));
    return this.#value(declarations, [
      this.#seed,
      this.identity(thing),
      field,
      stableJson(args),
      stableJson(inputs),
    ]);
  }

  /** The thing that a representation stands for; undefined where its key is broken. */
  find(reference: Record<string, unknown>, isInterface: boolean): Thing | undefined {
    const type = String(reference['__typename']);
    const { members } = this.#model.family(type);
    // a representation may go by the name of the interface and yet have the key of an implementation
    const id = [type, ...members]
      .flatMap((each) => this.#model.keys(each))
      .map((key) => this.#idIn(reference, key))
      .find((each) => each !== undefined);
    if (id === undefined) return undefined;
    return { __typename: isInterface ? (members[id % members.length] as string) : type, id, reference };
  }

  #idIn(value: unknown, key: SelectionSetNode): number | undefined {
    const [field] = key.selections;
    if (field?.kind !== Kind.FIELD || typeof value !== 'object' || value === null) return undefined;
    const inner = (value as Record<string, unknown>)[field.name.value];
    if (field.selectionSet) return this.#idIn(inner, field.selectionSet);
    const digits = typeof inner === 'string' && /-(\d+)$/.exec(inner)?.[1];
    return digits ? Number(digits) : undefined;
  }

  /** A key tells its entity's id, whatever its form. */
  #readKey(thing: Thing, field: string, [declaration]: readonly Declaration[]): unknown {
    const type = declaration && getNamedType(declaration.type);
    const entity = thing.entity ?? (typeof thing.id === 'number' ? thing.id : undefined);
    if (entity === undefined || !type) return undefined;
    const inKey = this.#model
      .keys(thing.__typename)
      .some(({ selections }) => selections.some((s) => s.kind === Kind.FIELD && s.name.value === field));
    if (!inKey && thing.entity === undefined) return undefined;
    if (isLeafType(type)) return type.name === 'Int' ? entity : `${field}-${entity}`;
    return { __typename: type.name, id: `${this.identity(thing)}.${field}`, entity } satisfies Thing;
  }

  #evaluate(thing: Thing, { selections }: SelectionSetNode): unknown {
    const inputs: Record<string, unknown> = {};
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) continue;
      const name = selection.name.value;
      const value = this.read(thing, name, this.#defaults(thing, name));
      inputs[name] = selection.selectionSet ? this.#evaluateAll(value, selection.selectionSet) : value;
    }
    return inputs;
  }

  #evaluateAll(value: unknown, set: SelectionSetNode): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#evaluateAll(item, set));
    return value === null ? null : this.#evaluate(value as Thing, set);
  }

  #defaults(thing: Thing, field: string): Record<string, unknown> {
    const [declaration] = this.#model.declarations(thing.__typename, field);
    const args = declaration?.field.args.filter(({ defaultValue }) => defaultValue !== undefined) ?? [];
    return Object.fromEntries(args.map(({ name, defaultValue }) => [name, defaultValue]));
  }

  #value(declarations: readonly Declaration[], site: readonly string[]): unknown {
    const nullable = declarations.every(({ type }) => !isNonNullType(type));
    if (nullable && happens(NULLS_PER_MILLE, ...site)) return null;
    const types = declarations.map(({ type }) => getNullableType(type));
    const [first] = types;
    if (isListType(first)) {
      const items = declarations.map((declaration, i) => ({
        ...declaration,
        type: (types[i] as typeof first).ofType,
      }));
      const length = hash('length', ...site) % (LONGEST_LIST + 1);
      return Array.from({ length }, (_, i) => this.#value(items, [...site, String(i)]));
    }
    if (isLeafType(first)) return leafValue(first, ...site);
    return this.#thing(declarations, site);
  }

  #thing(declarations: readonly Declaration[], site: readonly string[]): Thing {
    const candidates = declarations
      .map(({ type, schema }) => {
        const named = getNamedType(type);
        if (isAbstractType(named)) return this.#model.possibleTypes(named, schema);
        const family = this.#model.family(named.name);
        return named.name === family.name ? family.members : [named.name];
      })
      .reduce((all, some) => all.filter((type) => some.includes(type)));
    const __typename = choose(candidates, 'type', ...site);
    if (!this.#model.isEntity(__typename)) return { __typename, id: hash('thing', ...site).toString(36) };
    const { members } = this.#model.family(__typename);
    const number = hash('entity', ...site) % ENTITIES;
    // the id of a family's member tells which member it is
    return {
      __typename,
      id: members.includes(__typename) ? number * members.length + members.indexOf(__typename) : number,
    };
  }
}
