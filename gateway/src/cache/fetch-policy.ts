import {
  getNamedType,
  GraphQLError,
  isCompositeType,
  isObjectType,
  Kind,
  parse,
  print,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { LONGEST_SECONDS } from './cache-store.ts';
import type { CacheHints } from './cache-hints.ts';

/** Under this name an answer tells what the tag of an object is made of. */
export const TAG_FIELD = '_cacheTag';

/** What a tag is made of: what comes before, and where in the answer's tag field the rest lies. */
export type TagFormat = { prefix: string; path: readonly string[] };

/** How the answer to a fetch may be kept. */
export type FetchPolicy = {
  /** in seconds; more than 0 */
  maxAge: number;
  /** the document that asks for the tags too */
  document: DocumentNode;
  /** the tag of each entity by its type, or of each root field by its response name */
  tags: ReadonlyMap<string, TagFormat>;
};

/** Nothing of it may be kept. */
const NEVER = 0;

/** `tournaments:{tournament.id}` is a prefix and a path; `tournaments:list` a prefix alone. */
function parseFormat(format: string): TagFormat {
  const [, prefix, path] = /^([^{}]+)(?:\{([\w.]+)\})?$/.exec(format) ?? [];
  if (prefix === undefined) throw new GraphQLError(`@cacheTag has no such format: ${format}`);
  return { prefix, path: path?.split('.') ?? [] };
}

/** The selection of a path under the tag's name: `_cacheTag: tournament { id }`. */
const selectionOf = ({ path }: TagFormat): FieldNode => {
  const text = path.reduceRight((inner, name) => (inner ? `${name} { ${inner} }` : name), '');
  const { definitions } = parse(`{ ${TAG_FIELD}: ${text} }`, { noLocation: true });
  return (definitions[0] as OperationDefinitionNode).selectionSet.selections[0] as FieldNode;
};

const withTag = (set: SelectionSetNode, tag: TagFormat): SelectionSetNode =>
  tag.path.length === 0 ? set : { ...set, selections: [...set.selections, selectionOf(tag)] };

/** One fetch of one subgraph, looked at for how long its answer may be kept. */
class FetchAge {
  readonly #schema: GraphQLSchema;
  readonly #hints: CacheHints;
  readonly #subgraph: string;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(schema: GraphQLSchema, hints: CacheHints, subgraph: string, document: DocumentNode) {
    this.#schema = schema;
    this.#hints = hints;
    this.#subgraph = subgraph;
    this.#fragments = new Map(
      document.definitions.flatMap((d) => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d]] : [])),
    );
  }

  /** The tag that the subgraph itself ends; undefined where there is none, or it has not what that is made of. */
  tagOf(coordinate: string): TagFormat | undefined {
    const format = this.#hints.tags.get(coordinate)?.find((tag) => tag.startsWith(`${this.#subgraph}:`));
    const tag = format === undefined ? undefined : parseFormat(format);
    const [first] = tag?.path ?? [];
    const homes = first === undefined ? undefined : this.#hints.homes.get(`${coordinate}.${first}`);
    return homes && !homes.has(this.#subgraph) ? undefined : tag;
  }

  /** The least that anything of a selection allows, in seconds. */
  ageOf(set: SelectionSetNode, on: GraphQLCompositeType, inherited: number): number {
    return Math.min(inherited, ...set.selections.map((node) => this.#ageOfNode(node, on, inherited)));
  }

  ageOfField(node: FieldNode, on: GraphQLCompositeType, inherited: number): number {
    const { ages } = this.#hints;
    const type = this.typeOf(node, on);
    if (!type) return NEVER;
    const composite = isCompositeType(type);
    const hint = ages.get(`${on.name}.${node.name.value}`) ?? (composite ? ages.get(type.name) : undefined);
    const byDefault = composite && !hint?.inherits ? NEVER : inherited;
    const age = hint?.maxAge ?? byDefault;
    if (!composite || !node.selectionSet) return age;
    if (this.#isForeign(type)) return isReference(node.selectionSet) ? inherited : NEVER;
    return this.ageOf(node.selectionSet, type, age);
  }

  typeOf({ name }: FieldNode, on: GraphQLCompositeType) {
    const field = 'getFields' in on ? on.getFields()[name.value] : undefined;
    return field && getNamedType(field.type);
  }

  #ageOfNode(node: SelectionNode, on: GraphQLCompositeType, inherited: number): number {
    if (node.kind === Kind.FIELD)
      return node.name.value === '__typename' ? inherited : this.ageOfField(node, on, inherited);
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.#fragments.get(node.name.value);
    const condition = fragment?.typeCondition?.name.value;
    const type = condition === undefined ? on : this.#schema.getType(condition);
    return fragment && isCompositeType(type) ? this.ageOf(fragment.selectionSet, type, inherited) : NEVER;
  }

  /** Whether the changes of a type are another subgraph's to tell, so that here it is no more than named. */
  #isForeign(type: GraphQLCompositeType): boolean {
    return this.#hints.tags.has(type.name) && !this.tagOf(type.name);
  }
}

/** Whether no more is asked of something than which it is. */
const isReference = ({ selections }: SelectionSetNode): boolean =>
  selections.every(
    (node) => node.kind === Kind.FIELD && (node.name.value === 'id' || node.name.value === '__typename'),
  );

/** What each event of a subscription ends, by the response name of its field, and the document that asks for that too. */
export type SourceTags = { document: DocumentNode; tags: ReadonlyMap<string, readonly TagFormat[]> };

/**
 * What each event of a subscription ends: the tag of what it gives, and those that the field itself names. So whoever
 * asks for it once they have heard of it gets nothing from before.
 * @param supergraph with its directives
 */
export function sourceTags(
  supergraph: GraphQLSchema,
  hints: CacheHints,
  subgraph: string,
  document: DocumentNode,
): SourceTags | undefined {
  const operation = document.definitions.find((d) => d.kind === Kind.OPERATION_DEFINITION);
  const subscription = supergraph.getSubscriptionType();
  const [field] = operation?.selectionSet.selections ?? [];
  if (!operation || !subscription || field?.kind !== Kind.FIELD || !field.selectionSet) return undefined;
  const ages = new FetchAge(supergraph, hints, subgraph, document);
  const ofType = ages.tagOf(ages.typeOf(field, subscription)?.name ?? '');
  const ofField = ages.tagOf(`Subscription.${field.name.value}`);
  if (!ofType || print(document).includes(TAG_FIELD)) return undefined;
  const tagged = { ...field, selectionSet: withTag(field.selectionSet, ofType) };
  const changed = { ...operation, selectionSet: { ...operation.selectionSet, selections: [tagged] } };
  return {
    document: { ...document, definitions: document.definitions.map((d) => (d === operation ? changed : d)) },
    tags: new Map([[field.alias?.value ?? field.name.value, ofField ? [ofType, ofField] : [ofType]]]),
  };
}

/**
 * How the answer to a fetch may be kept, as the hints of all that it selects say. The rules are those of Apollo's
 * `@cacheControl`: what is not hinted is not kept, save for scalars, which go with what they belong to. Beyond them,
 * every entity or root field must have a tag that the fetch's own subgraph ends, and what belongs to another
 * subgraph's tags may only be named.
 * @param supergraph with its directives
 * @returns undefined where it may not be kept
 */
export function fetchPolicy(
  supergraph: GraphQLSchema,
  hints: CacheHints,
  subgraph: string,
  document: DocumentNode,
): FetchPolicy | undefined {
  const operation = document.definitions.find((d) => d.kind === Kind.OPERATION_DEFINITION);
  const query = supergraph.getQueryType();
  if (!operation || !query || print(document).includes(TAG_FIELD)) return undefined;
  const ages = new FetchAge(supergraph, hints, subgraph, document);
  const tags = new Map<string, TagFormat>();
  let maxAge = LONGEST_SECONDS;

  /** An entity's fragment, with its tag. */
  function entity(node: SelectionNode): SelectionNode | undefined {
    if (node.kind !== Kind.INLINE_FRAGMENT) return undefined;
    const name = node.typeCondition?.name.value ?? '';
    const type = supergraph.getType(name);
    const tag = ages.tagOf(name);
    if (!isObjectType(type) || !tag) return undefined;
    const age = hints.ages.get(name)?.maxAge ?? NEVER;
    maxAge = Math.min(maxAge, ages.ageOf(node.selectionSet, type, age));
    tags.set(name, tag);
    return { ...node, selectionSet: withTag(node.selectionSet, tag) };
  }

  /** A root field, with its tag or that of the type that it gives. */
  function root(node: SelectionNode): SelectionNode | undefined {
    if (node.kind !== Kind.FIELD || !query) return undefined;
    const type = ages.typeOf(node, query);
    const tag = ages.tagOf(`Query.${node.name.value}`) ?? (type && ages.tagOf(type.name));
    if (!tag || !node.selectionSet || !isCompositeType(type)) return undefined;
    maxAge = Math.min(maxAge, ages.ageOfField(node, query, NEVER));
    tags.set(node.alias?.value ?? node.name.value, tag);
    return { ...node, selectionSet: withTag(node.selectionSet, tag) };
  }

  function roots(node: SelectionNode): SelectionNode | undefined {
    if (node.kind !== Kind.FIELD || node.name.value !== '_entities' || !node.selectionSet) return root(node);
    const selections = node.selectionSet.selections
      .filter((inner) => inner.kind !== Kind.FIELD || inner.name.value !== '__typename')
      .map(entity);
    if (!selections.every((inner) => inner !== undefined)) return undefined;
    const typename = node.selectionSet.selections.filter((inner) => inner.kind === Kind.FIELD);
    return { ...node, selectionSet: { ...node.selectionSet, selections: [...typename, ...selections] } };
  }

  const selections = operation.selectionSet.selections.map(roots);
  if (maxAge <= 0 || !selections.every((node) => node !== undefined)) return undefined;
  const tagged = { ...operation, selectionSet: { ...operation.selectionSet, selections } };
  const definitions = document.definitions.map((d) => (d === operation ? tagged : d));
  return { maxAge, document: { ...document, definitions }, tags };
}
