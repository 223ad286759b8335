import type { ApolloServerPlugin } from '@apollo/server';
import { BoundedNames, outcomeOf, type Metrics } from '@arena/subgraph-kit';
import { GraphQLError } from 'graphql';
import type { Context } from '../context.ts';
import { JsonText } from '../execution/json-text.ts';
import { clientNameOf, ClientNames, type ClientName } from './client-names.ts';

const MAX_OPERATIONS = 200;
const MAX_CODES = 50;

/** Of operations that have no name, and of those of which none was found in the document. */
const ANONYMOUS = 'anonymous';
const NONE = 'none';

const NOT_ACCEPTABLE = 406;

/** The names of the operations of these documents. */
const namesIn = (documents: readonly string[]): string[] =>
  documents.flatMap((text) =>
    [...text.matchAll(/\b(?:query|mutation|subscription)\s+(\w+)/g)].map(([, name]) => name as string),
  );

type ToldError = { extensions?: Readonly<Record<string, unknown>> | undefined };
type Result = { data?: unknown; errors?: readonly ToldError[] | undefined };

/** Whether data that are written already are of nothing but nulls. */
const hasNothing = (data: unknown): boolean =>
  data instanceof JsonText && /^\{(?:"\w+":null,?)*\}$/.test(data.text);

export type RequestMetrics = {
  /** counts what is answered */
  plugin: ApolloServerPlugin<Context>;
  /** Counts what was refused before it was looked at what it asks for. */
  refused: (code: string, client: ClientName) => void;
};

/**
 * Counts what clients ask for. Which operation it was and which client asked stand on metrics of their own: together
 * they would be too many.
 * @param documents that clients are known to send, whose names are always told apart
 */
export function requestMetrics(metrics: Metrics, documents: readonly string[]): RequestMetrics {
  const requests = metrics.counter({
    name: 'arena_gateway_requests_total',
    help: 'Operations that clients asked for, by name, kind and how they came out.',
    labels: ['operation', 'kind', 'outcome'],
  });
  const ofClients = metrics.counter({
    name: 'arena_gateway_client_requests_total',
    help: 'Operations that clients asked for, by client, its version and how they came out.',
    labels: ['client', 'version', 'outcome'],
  });
  const durations = metrics.histogram({
    name: 'arena_gateway_request_duration_seconds',
    help: 'How long operations took, those that were refused too; a subscription until it was open.',
    labels: ['operation', 'kind'],
  });
  const errors = metrics.counter({
    name: 'arena_gateway_errors_total',
    help: 'Answers with an error of this code, however many of it there are in one.',
    labels: ['code'],
  });
  const names = new BoundedNames(MAX_OPERATIONS, [ANONYMOUS, NONE, ...namesIn(documents)]);
  const codes = new BoundedNames(MAX_CODES);
  const clients = new ClientNames();

  const countErrors = (told: readonly ToldError[]): void => {
    const found = new Set(told.map(({ extensions }) => extensions?.['code']));
    for (const code of found) errors.add([codes.of(typeof code === 'string' ? code : 'INTERNAL')]);
  };

  const outcomeOfAnswer = (result: Result) => {
    const { data, errors } = result;
    // few answers have errors, and only of those is it asked
    const outcome = outcomeOf(errors && hasNothing(data) ? { data: null, errors } : result);
    if (outcome !== 'refused') return outcome;
    // nothing was refused where we broke down
    const isOurs = errors?.some(({ extensions }) => extensions?.['code'] === 'INTERNAL');
    return isOurs ? 'error' : 'refused';
  };

  const refused: RequestMetrics['refused'] = (code, client) => {
    // as where nobody can be known for want of what knows them
    const outcome = code === 'SUBGRAPH_UNAVAILABLE' ? 'error' : 'refused';
    requests.add([NONE, NONE, outcome]);
    ofClients.add([...clients.of(client), outcome]);
    errors.add([codes.of(code)]);
  };

  return {
    plugin: {
      // what is no operation is refused before any is begun, and it is not told whose it is
      invalidRequestWasReceived: async ({ error }) => {
        const http = error instanceof GraphQLError ? error.extensions['http'] : undefined;
        // it has been run, and only its answer is not taken
        if ((http as { status?: number } | undefined)?.status === NOT_ACCEPTABLE) return;
        refused('BAD_REQUEST', clientNameOf({}));
      },
      requestDidStart: async () => {
        const startedAt = performance.now();
        return {
          willSendResponse: async ({ operation, response: { body }, contextValue }) => {
            if (body.kind !== 'single') return;
            const outcome = outcomeOfAnswer(body.singleResult);
            const kind = operation?.operation ?? NONE;
            const name = operation ? names.of(operation.name?.value ?? ANONYMOUS) : NONE;
            requests.add([name, kind, outcome]);
            durations.observe((performance.now() - startedAt) / 1_000, [name, kind]);
            ofClients.add([...clients.of(contextValue.client), outcome]);
            if (body.singleResult.errors) countErrors(body.singleResult.errors);
          },
        };
      },
    },
    refused,
  };
}
