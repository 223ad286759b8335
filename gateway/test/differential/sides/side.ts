import { createHash } from 'node:crypto';
import type { GraphQLFormattedError } from 'graphql';
import { print } from 'graphql';
import type { Operation } from '../operations/generate.ts';

/** An answer in the form that two of them are compared in. */
export type SideAnswer = {
  data: unknown;
  errors: readonly SideError[];
  valueCompletion: readonly SideError[];
};

export type SideError = { path: string | undefined; code: unknown; message: string; subgraph: unknown };

/** The place that an error has in our answers, where the stock executor gives none or a wrong one. */
export const PLACE = 'placeToCompare';

/** An error as it is compared. */
export function sideError({ message, path, extensions = {} }: GraphQLFormattedError): SideError {
  const place = Object.hasOwn(extensions, PLACE) ? (extensions[PLACE] as typeof path | null) : path;
  return {
    path: place ? JSON.stringify(place) : undefined,
    code: extensions['code'],
    message,
    subgraph: extensions['serviceName'] ?? extensions['subgraph'],
  };
}

/** What tells an operation's document from all others. */
export const hashOf = ({ document }: Operation): string =>
  createHash('sha256').update(print(document)).digest('hex');
