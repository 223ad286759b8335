import {
  getVariableValues,
  Kind,
  valueFromAST,
  visit,
  GraphQLBoolean,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { createIntrospection } from './introspection.ts';
import type { CompiledPlan } from './plan-compiler.ts';
import { compileProjector, type Projector } from './projector.ts';
import { fragmentsOf, type Selection } from './selected-fields.ts';

type Variables = Readonly<Record<string, unknown>>;

/** Projections that are kept per operation: one for each set of values its @skip and @include have had. */
const MAX_PROJECTORS = 16;

export type PreparedOptions = {
  schema: GraphQLSchema;
  /** what was asked for */
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** what of it is fetched, where that is less */
  fetched: { document: DocumentNode; operation: OperationDefinitionNode } | undefined;
  plan: CompiledPlan;
};

/** The variables that @skip and @include hang on, each with its default. */
function conditionDefaults(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Map<string, boolean | undefined> {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: args }) => {
      const value = args?.[0]?.value;
      if ((name.value === 'skip' || name.value === 'include') && value?.kind === Kind.VARIABLE)
        names.add(value.name.value);
    },
  });
  const defaults = new Map<string, boolean | undefined>();
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (names.has(variable.name.value))
      defaults.set(variable.name.value, valueFromAST(defaultValue, GraphQLBoolean) as boolean | undefined);
  }
  return defaults;
}

/** An operation with all that can be done for it before its variables are known. */
export class PreparedOperation {
  readonly plan: CompiledPlan;
  readonly #options: PreparedOptions;
  readonly #conditionDefaults: ReadonlyMap<string, boolean | undefined>;
  readonly #projectors = new LRUCache<string, Projector>({ max: MAX_PROJECTORS });

  constructor(options: PreparedOptions) {
    this.#options = options;
    this.plan = options.plan;
    this.#conditionDefaults = conditionDefaults(options.document, options.operation);
  }

  /** The variables that are not of their types, if any. */
  variableErrors(variables: Variables): readonly GraphQLError[] {
    const { schema, operation } = this.#options;
    if (!operation.variableDefinitions?.length) return [];
    return getVariableValues(schema, operation.variableDefinitions, variables).errors ?? [];
  }

  /** The values of the variables that it declares; a client may send others. */
  declared(variables: Variables): unknown[] {
    const { variableDefinitions = [] } = this.#options.operation;
    return variableDefinitions.map(({ variable: { name } }) =>
      Object.hasOwn(variables, name.value) ? [variables[name.value]] : [],
    );
  }

  /** The values of the variables that @skip and @include hang on. */
  conditions(variables: Variables): Map<string, boolean> {
    const values = new Map<string, boolean>();
    for (const [name, byDefault] of this.#conditionDefaults) {
      const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
      values.set(name, (value ?? byDefault) === true);
    }
    return values;
  }

  /**
   * The projection for these values of the conditions. Each set of values has one of its own, so that none is
   * looked at while an answer is written.
   */
  projector(conditions: ReadonlyMap<string, boolean>): Projector {
    const key = conditions.size === 0 ? '' : [...conditions.values()].join();
    const known = this.#projectors.get(key);
    if (known) return known;
    const { schema, document, operation, fetched } = this.#options;
    const on = schema.getRootType(operation.operation);
    if (!on) throw new Error(`The schema has no ${operation.operation} type`);
    const selections = (of: { document: DocumentNode; operation: OperationDefinitionNode }): Selection[] => [
      { on, set: of.operation.selectionSet, fragments: fragmentsOf(of.document) },
    ];
    const projector = compileProjector(
      { schema, conditions, introspect: createIntrospection(schema, operation, document) },
      on,
      { asked: selections({ document, operation }), fetched: fetched && selections(fetched) },
    );
    this.#projectors.set(key, projector);
    return projector;
  }
}
