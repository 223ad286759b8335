import type { FetchDataRewrite } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { fieldOf, isResultObject, setField, type ResultObject } from './result-tree.ts';
import { isOfType } from './type-conditions.ts';

/** Changes a value in place. */
export type Rewrite = (value: unknown) => void;

const FRAGMENT = '... on ';

function change(rewrite: FetchDataRewrite, name: string): (object: ResultObject) => void {
  if (rewrite.kind === 'ValueSetter') return (object) => setField(object, name, rewrite.setValueTo);
  return (object) => {
    const value = fieldOf(object, name);
    if (value === undefined) return;
    setField(object, rewrite.renameKeyTo, value);
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the name under which it was asked for
    delete object[name];
  };
}

/** What a rewrite does to an object at which the element at `depth` of its path applies. */
function compileElement(
  schema: GraphQLSchema,
  rewrite: FetchDataRewrite,
  depth: number,
): (object: ResultObject) => void {
  const element = rewrite.path[depth] as string;
  if (depth === rewrite.path.length - 1) return change(rewrite, element);
  const rest = compileFrom(schema, rewrite, depth + 1);
  if (!element.startsWith(FRAGMENT)) return (object) => rest(fieldOf(object, element));
  const condition = element.slice(FRAGMENT.length);
  return (object) => {
    const typename = fieldOf(object, '__typename');
    if (typeof typename !== 'string' || isOfType(schema, typename, condition)) rest(object);
  };
}

/** One rewrite from the element at `depth` of its path on. */
function compileFrom(schema: GraphQLSchema, rewrite: FetchDataRewrite, depth: number): Rewrite {
  const onObject = compileElement(schema, rewrite, depth);
  const onValue: Rewrite = (value) => {
    if (Array.isArray(value)) value.forEach(onValue);
    else if (isResultObject(value)) onObject(value);
  };
  return onValue;
}

/**
 * Compiles the planner's rewrites of what is sent to, or came from, a subgraph: the type name by which it
 * knows an interface that it has as an object, and fields it was asked for under another name since two
 * types have them with different types.
 */
export function compileRewrites(
  schema: GraphQLSchema,
  rewrites: readonly FetchDataRewrite[] | undefined,
): Rewrite | undefined {
  if (!rewrites || rewrites.length === 0) return undefined;
  const compiled = rewrites.map((rewrite) => compileFrom(schema, rewrite, 0));
  return (value) => compiled.forEach((rewrite) => rewrite(value));
}
