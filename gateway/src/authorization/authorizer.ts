import type { DocumentNode, GraphQLCompositeType, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getNamedType, GraphQLError, isCompositeType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Context } from '../context.ts';
import { documentBytes, MAX_DOCUMENTS_BYTES } from '../execution/document-size.ts';
import { findDenials, isAskedFor, type Denial, type IsDenied } from './denials.ts';
import { filterDocument } from './filter-document.ts';
import type { Policies } from './policies/index.ts';
import { satisfies, type Rule, type Rules } from './rules.ts';

const MAX_REMEMBERED = 2_000;

/** What of an operation its caller may see. */
export type Authorized = {
  /** the part to be fetched, where that is not all */
  fetched: { document: DocumentNode; hash: string } | undefined;
  denials: readonly Denial[];
};

export type AuthorizedOperation = {
  document: DocumentNode;
  hash: string;
  operation: OperationDefinitionNode;
};

export type Authorizer = {
  /** Decides what a caller may see of an operation of a valid document, before it is planned. */
  authorize(operation: AuthorizedOperation, context: Context): Promise<Authorized>;
};

/** Nothing of the operation is denied. */
export const EVERYTHING: Authorized = { fetched: undefined, denials: [] };

/** What is said of a path that is denied. */
export const denialError = ({ path }: Denial): GraphQLError =>
  new GraphQLError('Unauthorized field or type', {
    path,
    extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
  });

/** One error for each path that is denied and that these values of the conditions have asked for. */
export const denialErrors = (
  denials: readonly Denial[],
  conditions: ReadonlyMap<string, boolean>,
): GraphQLError[] => denials.filter((denial) => isAskedFor(denial, conditions)).map(denialError);

/** Makes the authorizer of an API. @param rules from the supergraph, the API schema has none */
export function createAuthorizer(schema: GraphQLSchema, rules: Rules, policies: Policies): Authorizer {
  const rulesByDocument = new LRUCache<string, readonly Rule[]>({ max: MAX_REMEMBERED });
  const authorized = new LRUCache<string, Authorized>({ maxSize: MAX_DOCUMENTS_BYTES });

  /** The rules of a field: its own, of the type that it is selected on, and of what it gives. */
  function rulesOf(parent: GraphQLCompositeType, field: string): readonly Rule[] {
    const type = 'getFields' in parent ? parent.getFields()[field]?.type : undefined;
    return [`${parent.name}.${field}`, parent.name, type && getNamedType(type).name].flatMap(
      (coordinate) => rules.get(coordinate ?? '') ?? [],
    );
  }

  function rulesWithin(document: DocumentNode): readonly Rule[] {
    const found = new Set<Rule>();
    const types = new TypeInfo(schema);
    visit(
      document,
      visitWithTypeInfo(types, {
        Field({ name }) {
          const parent = types.getParentType();
          if (isCompositeType(parent)) for (const rule of rulesOf(parent, name.value)) found.add(rule);
        },
      }),
    );
    return [...found];
  }

  function restrict(
    { document, hash, operation }: AuthorizedOperation,
    broken: ReadonlySet<Rule>,
  ): Authorized {
    const isDenied: IsDenied = (parent, field) => rulesOf(parent, field).some((rule) => broken.has(rule));
    const denials = findDenials(schema, document, operation, isDenied);
    if (denials.length === 0) return EVERYTHING;
    return { fetched: { document: filterDocument(schema, document, isDenied), hash }, denials };
  }

  return {
    authorize: async (operation, context) => {
      let within = rulesByDocument.get(operation.hash);
      if (!within) {
        within = rulesWithin(operation.document);
        rulesByDocument.set(operation.hash, within);
      }
      if (within.length === 0) return EVERYTHING;
      const decisions = await Promise.all(within.map((rule) => satisfies(rule, context, policies)));
      if (decisions.every(Boolean)) return EVERYTHING;
      const hash = decisions.map(Number).join('');
      const key = `${operation.hash} ${hash} ${operation.operation.name?.value ?? ''}`;
      let known = authorized.get(key);
      if (!known) {
        known = restrict({ ...operation, hash }, new Set(within.filter((_, i) => !decisions[i])));
        authorized.set(key, known, { size: documentBytes(operation.document) });
      }
      return known;
    },
  };
}
