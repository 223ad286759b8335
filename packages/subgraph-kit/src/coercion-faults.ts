import { Kind, visit, type ASTNode, type DocumentNode, type GraphQLError } from 'graphql';
import type { FieldFault } from './errors.ts';

const VARIABLE = /^Variable "\$(?<name>\w+)"(?: got invalid value .*? at "(?<path>[^"]+)")?/s;

/** Where in the operation a literal stands: its argument and input fields, as `input.email`. */
function pathOfLiteral(document: DocumentNode, literal: ASTNode): string | undefined {
  let path: string | undefined;
  visit(document, {
    enter(node, _key, parent, _path, ancestors) {
      if (node !== literal) return;
      const line = [...ancestors, parent, node].filter(
        (part): part is ASTNode => part !== undefined && 'kind' in part,
      );
      path = line
        .flatMap((part) =>
          part.kind === Kind.ARGUMENT || part.kind === Kind.OBJECT_FIELD ? [part.name.value] : [],
        )
        .join('.');
    },
  });
  return path || undefined;
}

/** What graphql-js says of a value, without its echo of the value. */
const reason = (message: string): string => message.replace(/^Variable .*?; /s, '');

/**
 * Whether an error says that a value given by the client, in a variable or written out in the operation,
 * is not of its type; if so, which field and why. Such an error is BAD_USER_INPUT to the client, wherever
 * in the graph it was found.
 */
export function coercionFaults(
  error: GraphQLError,
  document: DocumentNode | undefined,
): FieldFault[] | undefined {
  const code = error.extensions['code'];
  if (error.extensions['fields'] !== undefined) return undefined;
  const variable = VARIABLE.exec(error.message)?.groups;
  if (variable && code !== 'GRAPHQL_VALIDATION_FAILED') {
    return [{ path: variable['path'] ?? (variable['name'] as string), message: reason(error.message) }];
  }
  const node = error.nodes?.[0];
  if (code !== 'GRAPHQL_VALIDATION_FAILED' || !node || !document) return undefined;
  const isValue = node.kind.endsWith('Value') || node.kind === Kind.OBJECT_FIELD;
  if (!isValue) return undefined;
  const path = pathOfLiteral(document, node);
  return path ? [{ path, message: error.message }] : undefined;
}
