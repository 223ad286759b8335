import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { quote } from './json-text.ts';
import { fieldOf, isResultObject, type ResultObject } from './result-tree.ts';
import type { Rewrite } from './rewrites.ts';
import { isOfType } from './type-conditions.ts';

const NAMELESS = '{}';

/** Writes the representation of an entity as JSON; undefined where it has not all that its subgraph needs. */
export type RepresentationWriter = (entity: ResultObject) => string | undefined;

/** Writes one field with its name; undefined where it was not fetched. */
type FieldWriter = (entity: ResultObject) => string | undefined;

/** Fields of which either all are written or none: those of one fragment. */
type Group = { fields: Map<string, FieldWriter>; optional: boolean };

function compileField(
  schema: GraphQLSchema,
  name: string,
  selections: readonly QueryPlanSelectionNode[] | undefined,
): FieldWriter {
  const label = `${JSON.stringify(name)}:`;
  if (!selections) {
    return (entity) => {
      const value = fieldOf(entity, name);
      if (typeof value === 'string') return label + quote(value);
      return value === undefined ? undefined : label + JSON.stringify(value);
    };
  }
  const writeObject = compileSelections(schema, selections);
  const write = (value: unknown): string =>
    Array.isArray(value)
      ? `[${value.map(write).join(',')}]`
      : ((isResultObject(value) ? writeObject(value) : undefined) ?? 'null');
  return (entity) => {
    const value = fieldOf(entity, name);
    return value === undefined ? undefined : label + write(value);
  };
}

/** The groups of fields that an entity of this type is represented by. */
function groupsFor(
  schema: GraphQLSchema,
  typename: string | undefined,
  selections: readonly QueryPlanSelectionNode[],
): Group[] {
  const own: Group = { fields: new Map(), optional: false };
  const groups = [own];
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      const name = selection.alias ?? selection.name;
      own.fields.set(name, compileField(schema, name, selection.selections));
    } else if (typename !== undefined && isOfType(schema, typename, selection.typeCondition ?? typename)) {
      for (const group of groupsFor(schema, typename, selection.selections))
        groups.push({ fields: group.fields, optional: true });
    }
  }
  return groups.filter((group) => group.fields.size > 0);
}

/** The texts of a group's fields, undefined where one is missing. */
function writeGroup({ fields }: Group, entity: ResultObject): string[] | undefined {
  const texts: string[] = [];
  for (const write of fields.values()) {
    const text = write(entity);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts;
}

/** One group is what nearly all keys are, so its text is joined without looking for fields named twice. */
function compileGroups(groups: readonly Group[]): RepresentationWriter {
  const [first, ...others] = groups;
  if (!first) return () => NAMELESS;
  if (others.length === 0) {
    const writers = [...first.fields.values()];
    const incomplete = first.optional ? NAMELESS : undefined;
    return (entity) => {
      let text = '';
      for (const write of writers) {
        const field = write(entity);
        if (field === undefined) return incomplete;
        text += text === '' ? `{${field}` : `,${field}`;
      }
      return `${text}}`;
    };
  }
  return (entity) => {
    const byName = new Map<string, string>();
    for (const group of groups) {
      const texts = writeGroup(group, entity);
      if (!texts && !group.optional) return undefined;
      let i = 0;
      if (texts) for (const name of group.fields.keys()) byName.set(name, texts[i++] as string);
    }
    return `{${[...byName.values()].join(',')}}`;
  };
}

/** Which fragments apply hangs on the type alone, so there is one writer for each type that turns up. */
function compileSelections(
  schema: GraphQLSchema,
  selections: readonly QueryPlanSelectionNode[],
): RepresentationWriter {
  const writers = new Map<unknown, RepresentationWriter>();
  return (entity) => {
    const typename = fieldOf(entity, '__typename');
    let write = writers.get(typename);
    if (!write) {
      const known = typeof typename === 'string' && schema.getType(typename) ? typename : undefined;
      write = compileGroups(groupsFor(schema, known, selections));
      // what is no type of the schema came from a subgraph gone wrong, and there may be many such
      if (known !== undefined || typename === undefined) writers.set(typename, write);
    }
    return write(entity);
  };
}

/** Compiles what a subgraph requires of an entity into a writer that goes straight to JSON. */
export function compileRepresentation(
  schema: GraphQLSchema,
  requires: readonly QueryPlanSelectionNode[],
  rewrite: Rewrite | undefined,
): RepresentationWriter {
  const write = compileSelections(schema, requires);
  return (entity) => {
    const text = write(entity);
    if (text === undefined || text === NAMELESS || typeof fieldOf(entity, '__typename') !== 'string')
      return undefined;
    if (!rewrite) return text;
    const representation: unknown = JSON.parse(text);
    rewrite(representation);
    return JSON.stringify(representation);
  };
}
