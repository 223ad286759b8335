import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isAbstractType,
  isLeafType,
  isListType,
  type GraphQLResolveInfo,
} from 'graphql';
import { choose } from '../chance.ts';
import { stableJson } from '../world/stable-json.ts';
import type { WorldModel } from '../world/world-model.ts';
import type { Thing, World } from '../world/world.ts';
import type { Resolving } from './fake-service.ts';
import { ENTITY_FAULTS, FIELD_FAULTS, OBJECT_FAULTS } from './fault-kinds.ts';
import type { Faults } from './fault-setting.ts';
import type { Mark } from './marks.ts';
import { listForObject, noList, noObject, otherLeaf } from './wrong-values.ts';

type Path = readonly (string | number)[];

const keysOf = (path: GraphQLResolveInfo['path'] | undefined): (string | number)[] =>
  path ? [...keysOf(path.prev), path.key] : [];

const CODES = ['TEAPOT', 'INTERNAL_SERVER_ERROR', 'INVALID_GRAPHQL', 'UNAUTHENTICATED'];

const failure = (site: string, code?: string): GraphQLError =>
  new GraphQLError(`Broken at ${site}`, { extensions: code === undefined ? {} : { code, site } });

export type FaultyOptions = {
  world: World;
  model: WorldModel;
  faults: Faults;
  /** what sets this call's sites apart from another's */
  site: readonly string[];
};

/** Resolves a call from the world, with its faults; what graphql-js would not let through is marked for later. */
export class FaultyResolving implements Resolving {
  readonly marks: Mark[] = [];
  readonly #options: FaultyOptions;

  constructor(options: FaultyOptions) {
    this.#options = options;
  }

  entity(
    reference: Record<string, unknown>,
    index: number,
    isInterface: boolean,
    info: GraphQLResolveInfo,
  ): unknown {
    const { world, faults, site } = this.#options;
    const path = ['_entities', index];
    const thing = world.find(reference, isInterface);
    if (!thing) return null;
    const at = [...site, world.identity(thing)];
    switch (faults.at(ENTITY_FAULTS, ...at)) {
      case 'reference-throws':
        throw failure(world.identity(thing));
      case 'reference-throws-code':
        throw failure(world.identity(thing), choose(CODES, ...at));
      case 'reference-null':
        return null;
      case undefined:
        this.#breakObject(thing, path, true, info);
        return thing;
    }
  }

  field(source: unknown, args: Record<string, unknown>, info: GraphQLResolveInfo): unknown {
    const { world, faults, site } = this.#options;
    const thing = (source as Thing | undefined) ?? world.root(info.parentType.name);
    const name = `${world.identity(thing)}.${info.fieldName}`;
    const path = keysOf(info.path);
    const at = [...site, name, stableJson(args)];
    const type = getNullableType(info.returnType);
    switch (faults.at(FIELD_FAULTS, ...at)) {
      case 'field-throws':
        throw failure(name);
      case 'field-throws-code':
        throw failure(name, choose(CODES, ...at));
      case 'field-null':
        return null;
      case 'null-unasked':
        this.#mark(path, null);
        break;
      case 'field-missing':
        this.#mark(path, undefined);
        break;
      case 'leaf-of-other-type':
        if (isLeafType(type)) this.#misplace(path, otherLeaf(type, ...at), info.fieldName);
        break;
      case 'no-list':
        if (isListType(type) && this.#mayBreak(info.fieldName)) this.#misshape(path, noList(...at));
        break;
      case undefined:
    }
    const value = world.read(thing, info.fieldName, args);
    this.#breakObjects(value, path, this.#mayBreak(info.fieldName), info);
    return value;
  }

  #mark(path: Path, value: unknown): void {
    this.marks.push({ path, value });
  }

  #misshape(path: Path, value: unknown): void {
    this.#mark(path, this.#options.faults.tame ? null : value);
    this.#options.faults.misshaped = true;
  }

  /** A leaf of another type; what is no leaf at all counts as of a wrong shape where other fetches need it. */
  #misplace(path: Path, value: unknown, field: string): void {
    if (typeof value !== 'object' || !this.#options.model.isFetchInput(field)) this.#mark(path, value);
    else if (this.#options.faults.setting.wild) this.#misshape(path, value);
  }

  #mayBreak(field: string): boolean {
    return this.#options.faults.setting.wild || !this.#options.model.isFetchInput(field);
  }

  #breakObjects(value: unknown, path: Path, mayBreak: boolean, info: GraphQLResolveInfo): void {
    if (Array.isArray(value))
      value.forEach((item, i) => this.#breakObjects(item, [...path, i], mayBreak, info));
    else if (isThing(value)) this.#breakObject(value, path, mayBreak, info);
  }

  #breakObject(
    thing: Thing,
    path: Path,
    mayBreak: boolean,
    { schema, returnType }: GraphQLResolveInfo,
  ): void {
    const { world, faults, site } = this.#options;
    const at = [...site, world.identity(thing)];
    const { __typename: typename } = thing;
    const isEntity = path[0] === '_entities' && path.length === 2;
    const rename = (value: unknown) => this.marks.push({ path, value, typename });
    switch (faults.at(OBJECT_FAULTS, ...at)) {
      case 'object-null':
        return this.#mark(path, null);
      case 'object-empty':
        return this.#mark(path, {});
      case 'object-as-leaf':
        return mayBreak ? this.#misshape(path, noObject(...at)) : undefined;
      case 'object-as-list':
        return mayBreak ? this.#misshape(path, listForObject(...at)) : undefined;
      case 'typename-unknown':
        return void rename('NoSuchType');
      case 'typename-other': {
        const declared = getNamedType(returnType);
        if (isAbstractType(declared) && !isEntity)
          rename(choose(schema.getPossibleTypes(declared), ...at).name);
        return;
      }
      case 'typename-odd':
        // in an entity's answer, what it spoils is the object that the entity is merged into
        if (!mayBreak || (isEntity && !faults.setting.wild)) return;
        faults.misshaped = true;
        if (faults.tame) this.marks.push({ path, value: null, typename, whole: true });
        else rename(choose([5, {}, true, []], ...at));
        return;
      case 'typename-missing':
        return void rename(undefined);
      case undefined:
    }
  }
}

const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Thing).__typename === 'string' &&
  'id' in value;
