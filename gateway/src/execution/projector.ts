import {
  getNullableType,
  GraphQLError,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLCompositeType,
  type GraphQLOutputType,
} from 'graphql';
import { leafWriter } from './leaf-writers.ts';
import type { Path } from './places.ts';
import { isResultObject, type ResultObject } from './result-tree.ts';
import { MAX_ERRORS } from './subgraph-errors.ts';
import { isOfType } from './type-conditions.ts';
import {
  selectedFields,
  type SelectedField,
  type Selection,
  type SelectionRules,
} from './selected-fields.ts';

type Variables = Readonly<Record<string, unknown>>;

/** One projection of one answer: what it has written, where it is, and what it found to be against the schema. */
type Walk = {
  parts: string[];
  path: (string | number)[];
  faults: GraphQLError[];
  variables: Variables;
  /** objects and lists that stand at several places */
  shared: ReadonlySet<unknown>;
  /** objects that their subgraph does not have */
  absent: ReadonlySet<unknown>;
  /** the texts of those that were written already, and who wrote them */
  written: Map<unknown, { by: Writer; text: string }>;
};

/**
 * What became of a value: it is written; it is a null that the subgraph gave, which its type may refuse; or one
 * whose reason is known already, by a fault or by the caller's missing right. Of a null nothing is written.
 */
type Writing = 'written' | 'null' | 'explained';

type Writer = (value: unknown, walk: Walk) => Writing;

type FieldWriter = {
  name: string;
  /** whether the name is one that every object inherits, as `constructor` */
  inherited: boolean;
  label: string;
  nonNull: boolean;
  /** whether there is more below it that a path may lead to */
  deep: boolean;
  write: Writer;
};

type ObjectWriter = (object: ResultObject, walk: Walk) => Writing;

/** The two shapes that decide what is written: of what was asked for, that which was fetched. */
export type Shapes = {
  asked: readonly Selection[];
  /** absent where all that was asked for was fetched */
  fetched: readonly Selection[] | undefined;
};

export type ProjectionRules = SelectionRules & {
  /** writes the answer to fields that ask for the schema itself */
  introspect: (field: SelectedField, variables: Variables) => string;
};

/**
 * @param known of the data: objects and lists that stand at several places, to be written once; and objects that their
 *   subgraph does not have, which are null where a field of theirs may not be
 */
export type Projector = (
  data: ResultObject,
  variables: Variables,
  known: { shared: ReadonlySet<unknown>; absent: ReadonlySet<unknown> },
) => { text: string | null; faults: readonly GraphQLError[] };

const fault = (message: string, path: Path): GraphQLError =>
  new GraphQLError(message, { path, extensions: { code: 'INVALID_GRAPHQL' } });

const UNFETCHED: Writer = () => 'explained';

/** Compiles what an operation selects into a function that writes its answer straight to JSON. */
class ProjectionCompiler {
  readonly #rules: ProjectionRules;

  constructor(rules: ProjectionRules) {
    this.#rules = rules;
  }

  /** The fields of an object of this type, in one pass over the fields that the document selects on it. */
  compileObject(type: GraphQLCompositeType, { asked, fetched }: Shapes): ObjectWriter {
    const fields = selectedFields(this.#rules, asked, type);
    const present = fetched && selectedFields(this.#rules, fetched, type);
    const writers = [...fields.values()].map((field, i): FieldWriter => {
      const selections = present?.get(field.responseName)?.selections;
      const missing = present !== undefined && !present.has(field.responseName);
      return {
        name: field.responseName,
        inherited: field.responseName in Object.prototype,
        label: `${i === 0 ? '{' : ','}${JSON.stringify(field.responseName)}:`,
        nonNull: isNonNullType(field.type),
        deep: isDeep(field),
        write: missing
          ? UNFETCHED
          : this.#compileField(type, field, { asked: field.selections, fetched: selections }),
      };
    });
    return (object, walk) => {
      const { parts } = walk;
      const start = parts.length;
      for (const field of writers) {
        const value = field.inherited && !Object.hasOwn(object, field.name) ? undefined : object[field.name];
        parts.push(field.label);
        const writing = field.deep ? writeDeep(field, value, walk) : field.write(value, walk);
        if (writing === 'written') continue;
        if (field.nonNull) {
          parts.length = start;
          if (writing === 'null' && walk.absent.has(object)) return 'null';
          if (writing === 'null') report(walk, nullFault(field.name, type, walk.path));
          return 'explained';
        }
        parts.push('null');
      }
      parts.push(writers.length === 0 ? '{}' : '}');
      return 'written';
    };
  }

  #compileField(parent: GraphQLCompositeType, field: SelectedField, shapes: Shapes): Writer {
    if (field.name === '__typename') {
      // an object whose subgraph does not say which of several types it has cannot be shown
      if (!isObjectType(parent)) return UNFETCHED;
      const text = `"${parent.name}"`;
      return (_value, { parts }) => written(parts, text);
    }
    if (field.name.startsWith('__'))
      return (_value, { variables, parts }) => written(parts, this.#rules.introspect(field, variables));
    return this.#compileType(getNullableType(field.type), field, shapes);
  }

  #compileType(type: GraphQLOutputType, field: SelectedField, shapes: Shapes): Writer {
    if (isListType(type)) return this.#compileList(type.ofType as GraphQLOutputType, field, shapes);
    if (isCompositeType(type)) return this.#compileComposite(type, field, shapes);
    if (!isLeafType(type)) throw new Error(`${String(type)} is no type of an answer`);
    const write = leafWriter(type);
    return (value, walk) => {
      if (value === null || value === undefined) return 'null';
      if (write(value, walk.parts)) return 'written';
      report(walk, valueFault(field, walk.path));
      return 'explained';
    };
  }

  #compileList(element: GraphQLOutputType, field: SelectedField, shapes: Shapes): Writer {
    const write = this.#compileType(getNullableType(element), field, shapes);
    const nonNull = isNonNullType(element);
    return (value, walk) => {
      if (value === null || value === undefined) return 'null';
      if (!Array.isArray(value)) {
        report(walk, valueFault(field, walk.path));
        return 'explained';
      }
      const { parts, path } = walk;
      const start = parts.length;
      const depth = path.length;
      let valid = true;
      parts.push('[');
      for (let i = 0; i < value.length; i++) {
        path[depth] = i;
        if (i > 0) parts.push(',');
        const writing = write(value[i], walk);
        if (writing === 'written') continue;
        parts.push('null');
        if (!nonNull) continue;
        valid = false;
        if (writing === 'null') report(walk, elementFault(element, i, path));
      }
      path.length = depth;
      if (valid) return written(parts, ']');
      parts.length = start;
      return 'explained';
    };
  }

  /** What is selected hangs on the type that the object turns out to have; each gets its own writer, when met. */
  #compileComposite(type: GraphQLCompositeType, field: SelectedField, shapes: Shapes): Writer {
    const { schema } = this.#rules;
    const writers = new Map<unknown, ObjectWriter>();
    const writerFor = (typename: unknown): ObjectWriter | undefined => {
      const actual = typename === undefined ? type : typeof typename === 'string' && schema.getType(typename);
      if (!actual || !isCompositeType(actual) || !isOfType(schema, actual.name, type.name)) return undefined;
      const writer = this.compileObject(actual, shapes);
      writers.set(typename, writer);
      return writer;
    };
    return (value, walk) => {
      if (value === null || value === undefined) return 'null';
      if (!isResultObject(value)) {
        report(walk, valueFault(field, walk.path));
        return 'explained';
      }
      const typename = value['__typename'] ?? undefined;
      const write = writers.get(typename) ?? writerFor(typename);
      if (write) return write(value, walk);
      report(walk, fault(`Invalid __typename found for object at ${describe(field)}.`, [...walk.path]));
      return 'explained';
    };
  }
}

/** Writes an object or list; one that stands at several places has one text, if nothing in it is at fault. */
function writeDeep({ name, write }: FieldWriter, value: unknown, walk: Walk): Writing {
  const { parts, path, faults } = walk;
  const isShared = walk.shared.size > 0 && walk.shared.has(value);
  const known = isShared ? walk.written.get(value) : undefined;
  if (known?.by === write) return written(parts, known.text);
  const start = parts.length;
  const faultsBefore = faults.length;
  path.push(name);
  const writing = write(value, walk);
  path.pop();
  if (isShared && writing === 'written' && faults.length === faultsBefore) {
    const text = parts.splice(start).join('');
    parts.push(text);
    walk.written.set(value, { by: write, text });
  }
  return writing;
}

function written(parts: string[], text: string): Writing {
  parts.push(text);
  return 'written';
}

function report({ faults }: Walk, error: GraphQLError): void {
  if (faults.length < MAX_ERRORS) faults.push(error);
}

const describe = ({ parent, responseName }: SelectedField): string => `field ${parent.name}.${responseName}`;

const isDeep = ({ selections, type }: SelectedField): boolean =>
  selections.length > 0 || isListType(getNullableType(type));

/** The name of a deep field stands in the walk's path already, that of a leaf does not. */
const pathTo = (field: SelectedField, path: Path): Path =>
  isDeep(field) ? [...path] : [...path, field.responseName];

const valueFault = (field: SelectedField, path: Path): GraphQLError =>
  fault(`Invalid value found for ${describe(field)}.`, pathTo(field, path));

const nullFault = (name: string, parent: GraphQLCompositeType, path: Path): GraphQLError =>
  fault(`Cannot return null for non-nullable field ${parent.name}.${name}.`, [...path, name]);

const elementFault = (element: GraphQLOutputType, index: number, path: Path): GraphQLError =>
  fault(`Cannot return null for non-nullable array element of type ${String(element)} at index ${index}.`, [
    ...path,
  ]);

/** Compiles the projection of an operation's root type. */
export function compileProjector(
  rules: ProjectionRules,
  root: GraphQLCompositeType,
  shapes: Shapes,
): Projector {
  const write = new ProjectionCompiler(rules).compileObject(root, shapes);
  return (data, variables, known) => {
    const walk: Walk = { parts: [], path: [], faults: [], variables, ...known, written: new Map() };
    const text = write(data, walk) === 'written' ? walk.parts.join('') : null;
    return { text, faults: walk.faults };
  };
}
