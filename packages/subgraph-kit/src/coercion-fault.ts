import { Kind, visit, type ASTNode, type DocumentNode, type GraphQLError } from 'graphql';
import type { FieldFault } from './errors.ts';

const VARIABLE = /^Variable "\$(?<name>\w+)"(?: got invalid value .*? at "\w+(?<path>[^"]*)")?/s;

/** Where in the operation a value stands: its argument and input fields, as `input.email`. */
function pathTo(document: DocumentNode, isIt: (node: ASTNode) => boolean): string | undefined {
  let path: string | undefined;
  visit(document, {
    enter(node, _key, parent, _path, ancestors) {
      if (path !== undefined || !isIt(node)) return;
      const line = [...ancestors, parent, node].filter(
        (part): part is ASTNode => part !== undefined && 'kind' in part,
      );
      const names = line.flatMap((part) =>
        part.kind === Kind.ARGUMENT || part.kind === Kind.OBJECT_FIELD ? [part.name.value] : [],
      );
      if (names.length > 0) path = names.join('.');
    },
  });
  return path;
}

/** A fault in a variable, told by the argument that the variable is given to. */
function variableFault(message: string, document: DocumentNode | undefined): FieldFault | undefined {
  const groups = VARIABLE.exec(message)?.groups;
  if (!groups) return undefined;
  const name = groups['name'] as string;
  const isUse = (node: ASTNode) => node.kind === Kind.VARIABLE && node.name.value === name;
  const within = (groups['path'] ?? '').replaceAll(/\[(\d+)\]/g, '.$1');
  return {
    path: `${(document && pathTo(document, isUse)) ?? name}${within}`,
    // without the echo of the value, which may be a secret
    message: message.replace(/^Variable .*?; /s, ''),
  };
}

/** A fault in a value written out in the operation. */
function literalFault(error: GraphQLError, document: DocumentNode | undefined): FieldFault | undefined {
  const node = error.nodes?.[0];
  if (!node || !document) return undefined;
  if (!node.kind.endsWith('Value') && node.kind !== Kind.OBJECT_FIELD) return undefined;
  const path = pathTo(document, (other) => other === node);
  return path === undefined ? undefined : { path, message: error.message };
}

/**
 * Whether an error says that a value given by the client, in a variable or written out in the operation,
 * is not of its type; if so, which field and why. Such an error is BAD_USER_INPUT to the client, wherever
 * in the graph it was found.
 */
export function coercionFault(
  error: GraphQLError,
  document: DocumentNode | undefined,
): FieldFault | undefined {
  if (error.extensions['fields'] !== undefined) return undefined;
  return error.extensions['code'] === 'GRAPHQL_VALIDATION_FAILED'
    ? literalFault(error, document)
    : variableFault(error.message, document);
}
