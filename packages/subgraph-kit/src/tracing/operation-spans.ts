import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { SpanStatusCode, trace } from '@opentelemetry/api';
import type { GraphQLFormattedError, OperationDefinitionNode } from 'graphql';

/** Clients name their operations as they like. */
const MAX_NAME = 64;

/** Of the errors of an answer those that are ours, not the client's. */
const OURS = new Set<unknown>(['INTERNAL', 'SUBGRAPH_UNAVAILABLE']);

const MAX_CODES = 8;

/** What a span is named for an operation, and what it says of it: neither the document nor its variables. */
export function describeOperation({
  operation: type,
  name,
}: Pick<OperationDefinitionNode, 'operation' | 'name'>) {
  const given = name?.value.slice(0, MAX_NAME);
  return {
    name: given === undefined ? type : `${type} ${given}`,
    attributes: {
      'graphql.operation.type': type,
      ...(given !== undefined && { 'graphql.operation.name': given }),
    },
  };
}

const codeOf = (extensions: GraphQLFormattedError['extensions']): string => {
  const code = extensions?.['code'];
  return typeof code === 'string' ? code : 'UNKNOWN';
};

/** The codes of an answer's errors, each once. */
const codesOf = (errors: readonly GraphQLFormattedError[]): string[] =>
  [...new Set(errors.map(({ extensions }) => codeOf(extensions)))].slice(0, MAX_CODES);

/** Tells the span in which an operation is run what it is, and with which codes it fails. */
export const operationSpans = <Context extends BaseContext>(): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => {
    const span = trace.getActiveSpan();
    if (!span?.isRecording()) return undefined;
    return {
      didResolveOperation: async ({ operation }) => {
        // absent where the document has none of that name
        if (!operation) return;
        const { name, attributes } = describeOperation(operation);
        span.updateName(name).setAttributes(attributes);
      },
      willSendResponse: async ({ response: { body } }) => {
        if (body.kind !== 'single' || !body.singleResult.errors) return;
        const codes = codesOf(body.singleResult.errors);
        span.setAttribute('arena.error.codes', codes);
        const ours = codes.find((code) => OURS.has(code));
        if (ours !== undefined)
          span.setAttribute('error.type', ours).setStatus({ code: SpanStatusCode.ERROR });
      },
    };
  },
});
