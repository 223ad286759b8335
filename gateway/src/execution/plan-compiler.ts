import type { FetchDataRewrite, FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import {
  GraphQLError,
  isInterfaceType,
  Kind,
  OperationTypeNode,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
  type DocumentNode,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';
import { hashOf } from '../cache/cache-key.ts';
import type { CacheHints } from '../cache/cache-hints.ts';
import { fetchPolicy, sourceTags, type FetchPolicy, type SourceTags } from '../cache/fetch-policy.ts';
import { selectsPersonal, unsharedSubscriptions, type PersonalFields } from './personal-fields.ts';
import { compileRepresentation, type RepresentationWriter } from './representations.ts';
import { isResultObject } from './result-tree.ts';
import { compileRewrites, type Rewrite } from './rewrites.ts';

/** A plan in the form that the runner follows. */
export type Step =
  | { kind: 'sequence' | 'parallel'; steps: readonly Step[] }
  | { kind: 'condition'; variable: string; then: Step | undefined; otherwise: Step | undefined }
  | { kind: 'fetch'; fetch: Fetch };

/** One fetch of a plan, all that does not change from request to request made ready. */
export type Fetch = {
  subgraph: string;
  /** where in the answer its objects lie; `@` is every element of a list */
  path: readonly string[];
  /** the same for fetches whose calls can be one: the subgraph, what is asked, what is done with the answer */
  key: string;
  /** fetches of the same key that run beside this one, and could join its call */
  partners: Fetch[];
  /** the body of the call up to and with the opening brace of its variables */
  bodyStart: string;
  variables: readonly string[];
  /** whether it changes something */
  mutation: boolean;
  /** part of a mutation: it is never one with other fetches, nor shared with other operations */
  alone: boolean;
  /** whether the answer may differ from caller to caller */
  personal: boolean;
  /** how its answer may be kept; absent where it may not */
  policy: FetchPolicy | undefined;
  /** what each of its events ends, where it is what a subscription begins with */
  ends: SourceTags | undefined;
  /** tells what it asks from what others do */
  hash: string;
  /** the path of an error of the fetch as a whole, as far as it is the same for all that is fetched */
  errorPath: readonly string[] | undefined;
  /** present when entities are asked for */
  represent: RepresentationWriter | undefined;
  /** puts the answer's data into the shape the plan expects */
  rewrite: Rewrite | undefined;
  /** the client's name of a field that the subgraph was asked for under another, for the paths of errors */
  nameOf: (name: string | number) => string | number;
};

export type CompiledPlan = {
  /** what a subscription gets its events from */
  source: Fetch | undefined;
  /** what is to be fetched, of a subscription for each event; undefined where that is nothing */
  step: Step | undefined;
  /** whether any of it may differ from caller to caller */
  personal: boolean;
  /** how much of its answer may be kept: all, what some fetches bring, or nothing */
  caching: 'whole' | 'parts' | 'none';
  /** how many fetches it has */
  fetches: number;
  /** tells what is fetched, and how it is kept, from what other plans do */
  hash: string;
  /** whether it is a subscription that everybody begins for themselves */
  unshared: boolean;
};

/** The subgraphs' own variable of the entities, which a client's must not take the place of. */
const reservedVariable = () =>
  new GraphQLError('A variable of this operation may not be named "$representations"', {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  });

export type PlanCompiler = {
  /** Compiles a plan of a query, mutation or subscription. */
  compile(plan: QueryPlan, operation: OperationTypeNode): CompiledPlan;
};

/** Makes fetches known to each other that have one key and lie in different branches of something parallel. */
function findPartners(step: Step): Fetch[] {
  if (step.kind === 'fetch') return step.fetch.represent ? [step.fetch] : [];
  const branches =
    step.kind === 'condition'
      ? [step.then, step.otherwise].map((branch) => (branch ? findPartners(branch) : []))
      : step.steps.map(findPartners);
  if (step.kind === 'parallel') {
    for (const branch of branches) {
      const others = branches.filter((other) => other !== branch).flat();
      for (const fetch of branch) fetch.partners.push(...others.filter(({ key }) => key === fetch.key));
    }
  }
  return branches.flat();
}

/** Every fetch that a step may come to. */
function fetchesOf(step: Step): Fetch[] {
  if (step.kind === 'fetch') return [step.fetch];
  const steps = step.kind === 'condition' ? [step.then, step.otherwise] : step.steps;
  return steps.flatMap((next) => (next ? fetchesOf(next) : []));
}

const isPersonal = (step: Step | undefined): boolean =>
  step !== undefined && fetchesOf(step).some(({ personal }) => personal);

function cachingOf(step: Step | undefined): CompiledPlan['caching'] {
  const fetches = step ? fetchesOf(step) : [];
  if (!fetches.some(({ policy }) => policy)) return 'none';
  return fetches.every(({ policy }) => policy) ? 'whole' : 'parts';
}

/** The operation without its name: the planner numbers the names, so that no two would be the same. */
function nameless(document: DocumentNode): string {
  return print(
    visit(document, { OperationDefinition: (node) => ({ ...node, name: undefined, directives: [] }) }),
  );
}

/** The names under which fields were asked for, with those that the client knows them by. */
const renamedFields = (rewrites: readonly FetchDataRewrite[] = []): Map<string | number, string> =>
  new Map(
    rewrites.flatMap((rewrite) =>
      rewrite.kind === 'KeyRenamer' ? [[rewrite.path.at(-1) as string, rewrite.renameKeyTo]] : [],
    ),
  );

const rootSelections = (document: DocumentNode): readonly SelectionNode[] =>
  document.definitions.find((d) => d.kind === Kind.OPERATION_DEFINITION)?.selectionSet.selections ?? [];

/** The response name of the only root field, if there is but one. */
function soleRootField(document: DocumentNode): readonly string[] | undefined {
  const [field, ...others] = rootSelections(document);
  if (field?.kind !== Kind.FIELD || others.length > 0) return undefined;
  return [field.alias?.value ?? field.name.value];
}

const asksForAny = (fields: ReadonlySet<string>, document: DocumentNode): boolean =>
  rootSelections(document).some((field) => field.kind === Kind.FIELD && fields.has(field.name.value));

/**
 * Compiles the planner's plans.
 * @param supergraph all types and fields that subgraphs know, internal ones too
 * @param hints of what may be kept; absent where nothing is
 */
export function createPlanCompiler(
  supergraph: GraphQLSchema,
  personal: PersonalFields,
  hints?: CacheHints,
): PlanCompiler {
  const unshared = unsharedSubscriptions(supergraph);
  const interfaces = new Set<unknown>(
    Object.values(supergraph.getTypeMap()).flatMap((type) => (isInterfaceType(type) ? [type.name] : [])),
  );

  /** A subgraph may know an entity by an interface's name only, which is not to replace that of its type. */
  function rewriteEntity(rewrites: readonly FetchDataRewrite[] | undefined): Rewrite {
    const rewrite = compileRewrites(supergraph, rewrites);
    return (entity) => {
      rewrite?.(entity);
      if (isResultObject(entity) && interfaces.has(entity['__typename'])) delete entity['__typename'];
    };
  }

  function compileFetch(node: FetchNode, path: readonly string[], alone: boolean): Fetch {
    if (node.requires && node.variableUsages?.includes('representations')) throw reservedVariable();
    const document = parse(node.operation, { noLocation: true });
    const name =
      node.operationName === undefined ? '' : `"operationName":${JSON.stringify(node.operationName)},`;
    const mayBeKept = hints && !alone && node.operationKind === OperationTypeNode.QUERY;
    const policy = mayBeKept ? fetchPolicy(supergraph, hints, node.serviceName, document) : undefined;
    const isSource = node.operationKind === OperationTypeNode.SUBSCRIPTION;
    const ends = hints && isSource ? sourceTags(supergraph, hints, node.serviceName, document) : undefined;
    const tagged = (policy ?? ends)?.document;
    const operation = tagged ? stripIgnoredCharacters(print(tagged)) : node.operation;
    const key = JSON.stringify([node.serviceName, nameless(document), node.outputRewrites ?? []]);
    const firstList = path.indexOf('@');
    const renamed = renamedFields(node.outputRewrites);
    return {
      subgraph: node.serviceName,
      path,
      key,
      policy,
      ends,
      hash: hashOf(key, policy ? `${policy.maxAge} ${operation}` : ''),
      partners: [],
      bodyStart: `{"query":${JSON.stringify(operation)},${name}"variables":{`,
      variables: node.variableUsages ?? [],
      mutation: node.operationKind === OperationTypeNode.MUTATION,
      alone,
      personal: selectsPersonal(supergraph, personal, document),
      errorPath:
        path.length === 0 ? soleRootField(document) : path.slice(0, firstList < 0 ? undefined : firstList),
      represent:
        node.requires &&
        compileRepresentation(supergraph, node.requires, compileRewrites(supergraph, node.inputRewrites)),
      rewrite: node.requires
        ? rewriteEntity(node.outputRewrites)
        : compileRewrites(supergraph, node.outputRewrites),
      nameOf: (name) => renamed.get(name) ?? name,
    };
  }

  function compileNode(node: PlanNode, path: readonly string[], alone: boolean): Step {
    switch (node.kind) {
      case 'Sequence':
      case 'Parallel':
        return {
          kind: node.kind === 'Sequence' ? 'sequence' : 'parallel',
          steps: node.nodes.map((child) => compileNode(child, path, alone)),
        };
      case 'Flatten':
        return compileNode(node.node, [...path, ...node.path.map(String)], alone);
      case 'Condition':
        return {
          kind: 'condition',
          variable: node.condition,
          then: node.ifClause && compileNode(node.ifClause, path, alone),
          otherwise: node.elseClause && compileNode(node.elseClause, path, alone),
        };
      case 'Fetch':
        return { kind: 'fetch', fetch: compileFetch(node, path, alone) };
      case 'Defer':
        throw new Error('The plan defers, which the planner was not told to do');
    }
  }

  return {
    compile: ({ node }, operation) => {
      if (node?.kind === 'Subscription') {
        const source = compileFetch(node.primary, [], true);
        const step = node.rest && compileNode(node.rest, [], false);
        if (step) findPartners(step);
        return {
          source,
          step,
          personal: source.personal || isPersonal(step),
          caching: 'none',
          fetches: 1 + (step ? fetchesOf(step).length : 0),
          hash: '',
          unshared: asksForAny(unshared, parse(node.primary.operation, { noLocation: true })),
        };
      }
      const alone = operation === OperationTypeNode.MUTATION;
      const step = node && compileNode(node, [], alone);
      if (step && !alone) findPartners(step);
      const fetches = step ? fetchesOf(step) : [];
      return {
        source: undefined,
        step,
        personal: isPersonal(step),
        caching: alone ? 'none' : cachingOf(step),
        fetches: fetches.length,
        hash: step ? hashOf(...fetches.map(({ hash }) => hash)) : '',
        unshared: false,
      };
    },
  };
}
