import { DomainError } from '@arena/subgraph-kit';

/** What an operation may have at most, whoever sends it. */
export type OperationLimits = {
  /** the text of the whole document, white space and comments too */
  characters: number;
  /** lexical tokens of the whole document */
  tokens: number;
  /** levels of fields; `__schema` is exempt, since introspection is deeper than any screen */
  depth: number;
  /** fields in all, those of a fragment counted wherever it is spread */
  height: number;
  aliases: number;
  /** fields of Query, Mutation or Subscription */
  rootFields: number;
  directives: number;
};

const WORDS: Record<keyof OperationLimits, string> = {
  characters: 'has more characters',
  tokens: 'has more tokens',
  depth: 'is deeper',
  height: 'selects more fields',
  aliases: 'has more aliases',
  rootFields: 'has more root fields',
  directives: 'has more directives',
};

/** An operation is larger than any may be; `reason` says in what, as `ROOT_FIELDS`. */
export class LimitExceeded extends DomainError {
  constructor(kind: keyof OperationLimits, limits: OperationLimits) {
    super('LIMIT_EXCEEDED', `The operation ${WORDS[kind]} than the ${limits[kind]} allowed`, {
      reason: kind.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase(),
    });
  }
}
