import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { quote } from './json-text.ts';
import { fieldOf, isResultObject, type ResultObject } from './result-tree.ts';
import type { Rewrite } from './rewrites.ts';
import { isOfType } from './type-conditions.ts';

const NAMELESS = '{}';

/** Writes the representation of an entity as JSON; undefined where it has not all that its subgraph needs. */
export type RepresentationWriter = (entity: ResultObject) => string | undefined;

/** Writes one field's value; undefined where it was not fetched. */
type ValueWriter = (entity: ResultObject) => string | undefined;

/** Fields of which either all are written or none: those of one fragment. */
type Group = { fields: Map<string, ValueWriter>; optional: boolean };

function compileField(
  schema: GraphQLSchema,
  name: string,
  selections: readonly QueryPlanSelectionNode[] | undefined,
): ValueWriter {
  // names that every object inherits are no fields of an entity that lacks them
  const read: (entity: ResultObject) => unknown =
    name in Object.prototype ? (entity) => fieldOf(entity, name) : (entity) => entity[name];
  if (!selections) {
    return (entity) => {
      const value = read(entity);
      if (typeof value === 'string') return quote(value);
      return value === undefined ? undefined : JSON.stringify(value);
    };
  }
  const writeObject = compileSelections(schema, selections);
  const write = (value: unknown): string =>
    Array.isArray(value)
      ? `[${value.map(write).join(',')}]`
      : ((isResultObject(value) ? writeObject(value) : undefined) ?? 'null');
  return (entity) => {
    const value = read(entity);
    return value === undefined ? undefined : write(value);
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

/** One group is what nearly all keys are: its fields are written one after the other. */
function compileGroup({ fields, optional }: Group): RepresentationWriter {
  const incomplete = optional ? NAMELESS : undefined;
  const labelled = [...fields].map(([name, write], i) => ({
    label: `${i === 0 ? '{' : ','}${JSON.stringify(name)}:`,
    write,
  }));
  return (entity) => {
    let text = '';
    for (const { label, write } of labelled) {
      const value = write(entity);
      if (value === undefined) return incomplete;
      text += label + value;
    }
    return `${text}}`;
  };
}

/** Several groups may name the same field, so their fields are brought together before they are written. */
function compileGroups(groups: readonly Group[]): RepresentationWriter {
  const [first, ...others] = groups;
  if (!first) return () => NAMELESS;
  if (others.length === 0) return compileGroup(first);
  return (entity) => {
    const texts = new Map<string, string>();
    for (const { fields, optional } of groups) {
      const values = [...fields].map(([name, write]) => [name, write(entity)] as const);
      const complete = values.every(([, value]) => value !== undefined);
      if (!complete && !optional) return undefined;
      if (complete) for (const [name, value] of values) texts.set(name, `${JSON.stringify(name)}:${value}`);
    }
    return `{${[...texts.values()].join(',')}}`;
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
