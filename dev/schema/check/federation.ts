import {
  Kind,
  parse,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type EnumTypeDefinitionNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import type { SchemaChange } from './changes.ts';

/** What a gateway counts on that has this supergraph: by element, each fact and the subgraph that it is about. */
type Facts = { subgraphs: Set<string>; elements: Map<string, Map<string, string>> };

type JoinArguments = {
  graph?: string;
  name?: string;
  key?: string;
  requires?: string;
  resolvable?: boolean;
  external?: boolean;
  usedOverridden?: boolean;
};

const joins = (name: string, node: { directives?: readonly ConstDirectiveNode[] }): JoinArguments[] =>
  (node.directives ?? [])
    .filter((directive) => directive.name.value === name)
    .map(({ arguments: given = [] }) =>
      Object.fromEntries(given.map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)])),
    );

function namesOfSubgraphs(graphs: EnumTypeDefinitionNode | undefined): Map<string, string> {
  const values = graphs?.values ?? [];
  return new Map(values.map((value) => [value.name.value, joins('join__graph', value)[0]?.name ?? '']));
}

function fieldFacts(field: FieldDefinitionNode, owners: JoinArguments[], name: (id?: string) => string) {
  const own = joins('join__field', field);
  const givers = (own.length > 0 ? own : owners).filter((join) => !join.external && !join.usedOverridden);
  const given = givers.map(({ graph }): [string, string] => [`given by ${name(graph)}`, name(graph)]);
  const required = own.flatMap(({ graph, requires }): [string, string][] =>
    requires === undefined ? [] : [[`${name(graph)} requires "${requires}"`, name(graph)]],
  );
  return new Map([...given, ...required]);
}

function typeFacts(
  type: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode,
  name: (id?: string) => string,
): [string, Map<string, string>][] {
  const owners = joins('join__type', type);
  const keys = owners.flatMap(({ graph, key, resolvable }): [string, string][] =>
    key === undefined || resolvable === false ? [] : [[`key "${key}" in ${name(graph)}`, name(graph)]],
  );
  const fields = (type.fields ?? []).map((field): [string, Map<string, string>] => [
    `${type.name.value}.${field.name.value}`,
    fieldFacts(field, owners, name),
  ]);
  return [[type.name.value, new Map(keys)], ...fields];
}

function factsOf(supergraph: string): Facts {
  const { definitions } = parse(supergraph, { noLocation: true });
  const enums = definitions.filter((definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION);
  const names = namesOfSubgraphs(enums.find((definition) => definition.name.value === 'join__Graph'));
  const types = definitions.filter(
    ({ kind }) => kind === Kind.OBJECT_TYPE_DEFINITION || kind === Kind.INTERFACE_TYPE_DEFINITION,
  ) as (ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode)[];
  const name = (id = '') => names.get(id) ?? id;
  return {
    subgraphs: new Set(names.values()),
    elements: new Map(types.flatMap((type) => typeFacts(type, name))),
  };
}

/**
 * What the API does not show and a gateway that still has the earlier supergraph would feel: a subgraph that is gone, a
 * key that no longer resolves, a field that a subgraph no longer gives, another `@requires`. All of it dangerous.
 */
export function federationChanges(before: string, after: string): SchemaChange[] {
  const old = factsOf(before);
  const now = factsOf(after);
  const dangerous = (coordinate: string, message: string): SchemaChange => ({
    level: 'dangerous',
    coordinate,
    message,
    subject: coordinate,
  });
  const gone = [...old.subgraphs].filter((name) => !now.subgraphs.has(name));
  const changes = gone.map((name) => dangerous(name, `The subgraph '${name}' was removed`));
  for (const [element, facts] of old.elements) {
    const present = now.elements.get(element);
    if (!present) continue;
    for (const [fact, subgraph] of facts) {
      if (!present.has(fact) && !gone.includes(subgraph))
        changes.push(dangerous(element, `No longer ${fact}`));
    }
    for (const fact of present.keys()) {
      if (fact.includes(' requires ') && !facts.has(fact)) changes.push(dangerous(element, `Now ${fact}`));
    }
  }
  return changes;
}
