import { parse, validate, type DocumentNode, type GraphQLSchema, type OperationTypeNode } from 'graphql';
import { Chance } from '../chance.ts';
import { OperationWriter } from './operation-writer.ts';

/** An operation as a client would send it. */
export type Operation = {
  document: DocumentNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
};

const INTROSPECTION = [
  '__schema { queryType { name } types { name kind } }',
  'a: __schema { directives { name locations args { name defaultValue } } }',
  '__type(name: "Query") { name fields(includeDeprecated: true) { name type { kind name ofType { name } } } }',
  'b: __type(name: "NoSuchType") { kind }',
];

/**
 * Generates an operation, the same one for the same words.
 * @returns undefined where it turned out invalid
 */
export function generateOperation(
  schema: GraphQLSchema,
  kind: OperationTypeNode,
  ...words: readonly (string | number)[]
): Operation | undefined {
  const chance = new Chance('operation', kind, ...words);
  const root = schema.getRootType(kind);
  if (!root) throw new Error(`The schema has no ${kind} type`);
  const depth = 1 + chance.below(6);
  const writer = new OperationWriter({
    schema,
    chance,
    size: chance.pick([4, 8, 16, 40]),
    typenames: chance.percent(30),
  });
  const one = kind === 'subscription';
  const selections = Array.from({ length: one ? 1 : 1 + chance.below(4) }, () =>
    writer.field(root, depth, !one),
  );
  if (kind === 'query' && chance.percent(10)) selections.push(chance.pick(INTROSPECTION));
  if (kind === 'query' && chance.percent(15)) selections.push(writer.selectionSet(root, depth).slice(1, -1));
  if (!one && chance.percent(10)) selections.push('__typename');

  const operationName = chance.percent(50) ? 'Generated' : undefined;
  const other = operationName !== undefined && chance.percent(10) ? 'query Other { __typename }' : '';
  const text = [
    `${kind} ${operationName ?? ''}${writer.variables.definitions} { ${selections.join(' ')} }`,
    other,
    ...writer.fragmentTexts,
  ].join('\n');
  const document = parse(text, { noLocation: true });
  if (validate(schema, document).length > 0) return undefined;
  const unknown = chance.percent(5) ? { notAsked: 1 } : {};
  return { document, operationName, variables: { ...writer.variables.values, ...unknown } };
}
