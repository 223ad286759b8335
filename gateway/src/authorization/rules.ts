import { StartError, type Identity } from '@arena/subgraph-kit';
import {
  isInterfaceType,
  isObjectType,
  Kind,
  type ConstDirectiveNode,
  type ConstValueNode,
  type GraphQLInterfaceType,
  type GraphQLSchema,
} from 'graphql';
import type { Context } from '../context.ts';
import { argumentOf, linksOf, textOf } from '../supergraph/links.ts';
import type { Policies } from './policies/index.ts';

/** Something that a caller must have: of `anyOf` one group whole. */
export type Rule =
  { kind: 'authenticated' } | { kind: 'scopes' | 'policies'; anyOf: readonly (readonly string[])[] };

/** Rules by `Type.field` and by the name of a type. */
export type Rules = ReadonlyMap<string, readonly Rule[]>;

/** The features of a supergraph that say who may see what, by their URL's name. */
const ENFORCED = new Set(['authenticated', 'requiresScopes', 'policy']);

/**
 * The names in this supergraph of the directives that are enforced, with the feature that each is of.
 * @throws StartError for a feature of security that we do not know, since its protection would be none
 */
function securityDirectives(supergraph: GraphQLSchema): Map<string, string> {
  const names = new Map<string, string>();
  for (const { url, feature, purpose, nameOf } of linksOf(supergraph)) {
    // whatever its purpose is said to be
    if (ENFORCED.has(feature)) names.set(nameOf(feature), feature);
    else if (purpose === 'SECURITY')
      throw new StartError(`The supergraph relies on ${url}, which is not enforced here.`);
  }
  return names;
}

const groupsOf = (value: ConstValueNode | undefined): string[][] =>
  value?.kind === Kind.LIST
    ? value.values.map((group) =>
        group.kind === Kind.LIST ? group.values.map((item) => textOf(item) ?? '') : [textOf(group) ?? ''],
      )
    : [];

function ruleOf(feature: string, directive: ConstDirectiveNode): Rule {
  if (feature === 'requiresScopes')
    return { kind: 'scopes', anyOf: groupsOf(argumentOf(directive, 'scopes')) };
  if (feature === 'policy') return { kind: 'policies', anyOf: groupsOf(argumentOf(directive, 'policies')) };
  return { kind: 'authenticated' };
}

/**
 * What is asked of an object through an interface is asked of it all the same: its rules, and those of its fields, hold
 * there too. Composition writes them there by itself, but only of late, and a supergraph may come from anywhere.
 */
function addRulesOfImplementations(
  rules: Map<string, readonly Rule[]>,
  supergraph: GraphQLSchema,
  type: GraphQLInterfaceType,
): void {
  const objects = supergraph.getPossibleTypes(type).map(({ name }) => name);
  for (const suffix of ['', ...Object.keys(type.getFields()).map((field) => `.${field}`)]) {
    const found = [type.name, ...objects].flatMap((name) => rules.get(name + suffix) ?? []);
    if (found.length > 0) rules.set(type.name + suffix, found);
  }
}

/**
 * Reads who may see what from a supergraph.
 * @throws StartError for a feature of security that is not enforced, or a policy that nobody has written
 */
export function readRules(supergraph: GraphQLSchema, policies: Policies): Rules {
  const features = securityDirectives(supergraph);
  const rules = new Map<string, readonly Rule[]>();
  const read = (coordinate: string, directives: readonly ConstDirectiveNode[] = []): void => {
    const found = directives.flatMap((directive) => {
      const feature = features.get(directive.name.value);
      return feature === undefined ? [] : [ruleOf(feature, directive)];
    });
    if (found.length > 0) rules.set(coordinate, found);
  };
  for (const type of Object.values(supergraph.getTypeMap())) {
    read(type.name, type.astNode?.directives);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields()))
      read(`${type.name}.${field.name}`, field.astNode?.directives);
  }
  for (const type of Object.values(supergraph.getTypeMap())) {
    if (isInterfaceType(type)) addRulesOfImplementations(rules, supergraph, type);
  }
  const unwritten = [...rules.values()]
    .flat()
    .flatMap((rule) => (rule.kind === 'policies' ? rule.anyOf.flat() : []))
    .filter((name) => !policies.has(name));
  if (unwritten.length > 0)
    throw new StartError(`Nobody has written the policies ${[...new Set(unwritten)].join(', ')}.`);
  return rules;
}

const hasScopes = (identity: Identity, group: readonly string[]): boolean =>
  group.every((scope) => identity.scopes.includes(scope));

/** Whether a caller has what a rule asks for. A policy that fails to decide denies. */
export async function satisfies(rule: Rule, context: Context, policies: Policies): Promise<boolean> {
  if (rule.kind === 'authenticated') return context.identity.userId !== null;
  if (rule.kind === 'scopes') return rule.anyOf.some((group) => hasScopes(context.identity, group));
  for (const group of rule.anyOf) {
    const decisions = await Promise.all(group.map((name) => decide(name, context, policies)));
    if (decisions.every(Boolean)) return true;
  }
  return false;
}

async function decide(name: string, context: Context, policies: Policies): Promise<boolean> {
  try {
    return (await policies.get(name)?.(context)) === true;
  } catch {
    return false;
  }
}
