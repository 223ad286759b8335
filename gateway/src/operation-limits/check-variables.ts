import { GraphQLError } from 'graphql';

/** Deeper than any input of any schema, and far less than what a recursive walk over it can bear. */
const MAX_DEPTH = 64;

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((each) => isDeeper(each, levels - 1));
}

/** @throws GraphQLError LIMIT_EXCEEDED for values that are nested too deep to be looked at */
export function checkVariables(variables: Readonly<Record<string, unknown>>): void {
  if (!isDeeper(variables, MAX_DEPTH)) return;
  throw new GraphQLError(`The variables are nested deeper than the ${MAX_DEPTH} levels allowed`, {
    extensions: { code: 'LIMIT_EXCEEDED', reason: 'VARIABLES_DEPTH', http: { status: 400 } },
  });
}
