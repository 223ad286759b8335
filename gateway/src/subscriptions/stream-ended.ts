import type { DomainError } from '@arena/subgraph-kit';
import type { GraphQLFormattedError } from 'graphql';

/**
 * Why a stream ended before its time.
 * - `refused`: its subgraph does not give it, as it does not give a query
 * - `closed`: it was given, and cannot go on
 * - `slow`: its client does not take what comes
 */
export type EndKind = 'refused' | 'closed' | 'slow';

/** What a stream rejects with when it ends before its time, in words for the client. */
export class StreamEnded extends Error {
  readonly errors: readonly GraphQLFormattedError[];
  readonly kind: EndKind;

  constructor(errors: readonly GraphQLFormattedError[], kind: EndKind) {
    super(errors[0]?.message ?? 'The stream has ended');
    this.errors = errors;
    this.kind = kind;
  }
}

/** A stream that was given cannot go on. */
export const closedBy = ({ message, extensions }: DomainError): StreamEnded =>
  new StreamEnded([{ message, extensions }], 'closed');
