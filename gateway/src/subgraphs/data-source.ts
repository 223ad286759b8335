import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { SubgraphUnavailable, type Identity, type Logger } from '@arena/subgraph-kit';
import { Kind, type DocumentNode } from 'graphql';
import type { Pool } from 'undici';
import { z } from 'zod';
import type { Context } from '../context.ts';

/** An answer of GraphQL; its status does not matter, since a refused operation comes with 4xx. */
const answerSchema = z.looseObject({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(z.looseObject({ message: z.string() }))
    .nonempty()
    .optional(),
});

export type DataSourceOptions = {
  name: string;
  pool: Pool;
  sign: (identity: Identity, subgraph: string) => Promise<string>;
  timeoutMs: number;
  mutationTimeoutMs: number;
  logger: Logger;
};

type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

const isMutation = (document: DocumentNode | undefined): boolean =>
  document?.definitions.some((d) => d.kind === Kind.OPERATION_DEFINITION && d.operation === 'mutation') ??
  false;

async function headersFor(
  context: Context,
  { name, sign }: DataSourceOptions,
): Promise<Record<string, string>> {
  return {
    'content-type': 'application/json',
    accept: 'application/json',
    authorization: `Bearer ${await sign(context.identity, name)}`,
    'x-request-id': context.requestId,
    'x-client-address': context.address,
    ...(context.traceparent === undefined ? {} : { traceparent: context.traceparent }),
    ...(context.userAgent === undefined ? {} : { 'x-client-user-agent': context.userAgent }),
  };
}

/**
 * Sends the fetches of a plan to one subgraph over its connection pool, with the caller's identity signed for
 * it and a time limit. A subgraph that cannot be reached, is late, or answers no GraphQL costs its own fields:
 * the error is SUBGRAPH_UNAVAILABLE, its cause is logged and not shown.
 */
export function createDataSource(options: DataSourceOptions): GraphQLDataSource<Context> {
  const { name, pool, logger } = options;
  return {
    async process(fetch: GraphQLDataSourceProcessOptions<Context>): Promise<Answer> {
      // the other kinds serve schema loading and health checks of the gateway, neither of which is used
      if (!('incomingRequestContext' in fetch)) return {};
      const { query, variables, operationName } = fetch.request;
      const limit = isMutation(fetch.incomingRequestContext.document)
        ? options.mutationTimeoutMs
        : options.timeoutMs;
      try {
        const response = await pool.request({
          path: '/graphql',
          method: 'POST',
          headers: await headersFor(fetch.context, options),
          body: JSON.stringify({ query, variables, operationName }),
          signal: AbortSignal.timeout(limit),
        });
        return answerSchema.parse(await response.body.json());
      } catch (error) {
        logger.warn(
          { err: error, subgraph: name, requestId: fetch.context.requestId },
          'subgraph unavailable',
        );
        return { errors: [new SubgraphUnavailable(name)] };
      }
    },
  };
}
