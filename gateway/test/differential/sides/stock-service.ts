import type { GraphQLDataSource } from '@apollo/gateway';
import { SubgraphUnavailable } from '@arena/subgraph-kit';
import { Kind, parse, type GraphQLFormattedError } from 'graphql';
import type { FakeTransport } from '../subgraphs/fake-transport.ts';
import { readServiceAnswer, type SentError } from './service-answer.ts';
import { PLACE } from './side.ts';

type Place = readonly (string | number)[] | null;

/** Where the fetch as a whole lies in the answer, as far as that is one place. */
function placeOf(query: string, path: readonly (string | number)[]): Place {
  const firstList = path.indexOf('@');
  if (path.length > 0) return path.slice(0, firstList < 0 ? undefined : firstList);
  const operation = parse(query, { noLocation: true }).definitions.find(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const [only, ...others] = operation?.selectionSet.selections ?? [];
  return only?.kind === Kind.FIELD && others.length === 0 ? [only.alias?.value ?? only.name.value] : null;
}

/** The client's name of a field that the plan has under another, since two types have it with different types. */
const nameOf = (key: string | number): string | number =>
  typeof key === 'string' ? key.replace(/__alias_\d+$/, '') : key;

const isPath = (path: unknown): path is (string | number)[] =>
  Array.isArray(path) && path.every((key) => typeof key === 'string' || typeof key === 'number');

/** Whether the error is one of an entity that was asked for, or of a field of a root fetch. */
function hasPlace(path: unknown, representations: readonly unknown[] | undefined): boolean {
  if (!isPath(path)) return false;
  if (!representations) return true;
  const [root, index] = path;
  return root === '_entities' && typeof index === 'number' && index < representations.length;
}

/**
 * A data source of the stock executor for one fake subgraph. It gives an error of a fetch as a whole the code and
 * the place that our executor is to give it, and keeps from the stock executor what it would throw about.
 */
export const stockService = (subgraph: string, transport: FakeTransport): GraphQLDataSource => ({
  async process(options) {
    if (!('incomingRequestContext' in options)) throw new Error('Only operations are answered');
    const { query = '', variables, operationName } = options.request;
    const representations = variables?.['representations'] as unknown[] | undefined;
    const place = placeOf(query, options.pathInIncomingRequest ?? []);
    const placed = ({ message, path, extensions }: SentError): GraphQLFormattedError =>
      hasPlace(path, representations)
        ? { message, path: (path as (string | number)[]).map(nameOf), ...(extensions && { extensions }) }
        : { message, extensions: { ...extensions, [PLACE]: place } };
    const { message, extensions } = new SubgraphUnavailable(subgraph);
    const unavailable = { errors: [placed({ message, extensions })] };

    const body = JSON.stringify({ query, variables, operationName });
    const text = await transport.send({ subgraph, body }).catch(() => undefined);
    const answer = text === undefined ? undefined : readServiceAnswer(text);
    if (!answer) return unavailable;
    const { data, errors } = answer;
    const whole = { data: data ?? null, ...(errors.length > 0 && { errors: errors.map(placed) }) };
    if (!representations || !data) return whole;
    const entities = data['_entities'];
    if (Array.isArray(entities)) return entities.length === representations.length ? whole : unavailable;
    return errors.length > 0 ? { ...whole, data: null } : unavailable;
  },
});
