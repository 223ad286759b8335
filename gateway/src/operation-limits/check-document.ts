import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import {
  GraphQLBoolean,
  GraphQLError,
  GraphQLObjectType,
  GraphQLSchema,
  parse,
  validate,
  type DocumentNode,
  type ValidationRule,
} from 'graphql';
import { conditionalRoot, hasConditionalRoot } from './conditional-root.ts';
import { fieldCounts } from './field-counts.ts';
import { LimitExceeded, type OperationLimits } from './limits.ts';

/** The rules look at the document alone, but validation wants a schema. */
const ANY_SCHEMA = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { any: { type: GraphQLBoolean } } }),
});

const TOO_MANY_TOKENS = 'Document contains more that';

/** @throws LimitExceeded @returns undefined for what is no document, which is for others to tell */
function parsed(source: string, limits: OperationLimits): DocumentNode | undefined {
  try {
    return parse(source, { maxTokens: limits.tokens, noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError && error.message.includes(TOO_MANY_TOKENS))
      throw new LimitExceeded('tokens', limits);
    return undefined;
  }
}

function isBroken(document: DocumentNode, rule: ValidationRule): boolean {
  try {
    return validate(ANY_SCHEMA, document, [rule]).length > 0;
  } catch (error) {
    if (error instanceof GraphQLError) return true;
    throw error;
  }
}

/**
 * Looks whether a document is within its limits, in time proportional to its length: before it is validated or
 * planned, which may take far longer.
 * @throws LimitExceeded, DomainError GRAPHQL_VALIDATION_FAILED
 */
export function checkDocument(source: string, limits: OperationLimits): void {
  if (source.length > limits.characters) throw new LimitExceeded('characters', limits);
  const document = parsed(source, limits);
  if (!document) return;
  if (hasConditionalRoot(document)) throw conditionalRoot();
  for (const { all, ownType } of fieldCounts(document)) {
    if (ownType > limits.rootFields) throw new LimitExceeded('rootFields', limits);
    if (all > limits.height) throw new LimitExceeded('height', limits);
  }
  const rules: [keyof OperationLimits, ValidationRule][] = [
    ['depth', maxDepthRule({ n: limits.depth, flattenFragments: true })],
    ['aliases', maxAliasesRule({ n: limits.aliases, allowList: [] })],
    ['directives', maxDirectivesRule({ n: limits.directives })],
  ];
  for (const [kind, rule] of rules) {
    if (isBroken(document, rule)) throw new LimitExceeded(kind, limits);
  }
}
