import { Kind, visit, type ConstDirectiveNode, type DocumentNode, type SelectionSetNode } from 'graphql';

/** A field set that a directive of federation names. */
export type FieldSet = { type: string; field: string | undefined; directive: string; text: string };

const fieldsOf = ({ arguments: args }: ConstDirectiveNode): string | undefined => {
  const value = args?.find(({ name }) => name.value === 'fields')?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
};

/** All field sets in a subgraph's definitions: those of @key, @requires and @provides. */
export function fieldSets(definitions: DocumentNode): FieldSet[] {
  const sets: FieldSet[] = [];
  const collect = (
    type: string,
    field: string | undefined,
    directives: readonly ConstDirectiveNode[] = [],
  ) => {
    for (const directive of directives) {
      const text = fieldsOf(directive);
      if (text !== undefined) sets.push({ type, field, directive: directive.name.value, text });
    }
  };
  for (const definition of definitions.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    collect(definition.name.value, undefined, definition.directives);
    for (const field of definition.fields ?? [])
      collect(definition.name.value, field.name.value, field.directives);
  }
  return sets;
}

/** The names of all fields in a field set, nested ones among them. */
export function namesIn(set: SelectionSetNode): string[] {
  const names: string[] = [];
  visit(set, { Field: ({ name }) => void names.push(name.value) });
  return names;
}

/** The part of a value, or of each item of a list, that a field set selects. */
export function pick(value: unknown, set: SelectionSetNode): unknown {
  if (Array.isArray(value)) return value.map((item) => pick(item, set));
  if (value === null || typeof value !== 'object') return value;
  const picked: Record<string, unknown> = {};
  for (const selection of set.selections) {
    if (selection.kind !== Kind.FIELD) continue;
    const inner = (value as Record<string, unknown>)[selection.name.value];
    picked[selection.name.value] = selection.selectionSet ? pick(inner, selection.selectionSet) : inner;
  }
  return picked;
}
