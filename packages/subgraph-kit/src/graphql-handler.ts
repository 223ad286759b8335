import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  HeaderMap,
  type ApolloServer,
  type BaseContext,
  type HTTPGraphQLRequest,
  type HTTPGraphQLResponse,
} from '@apollo/server';
import { answerType } from './answer-type.ts';
import { DomainError } from './errors.ts';
import type { Handler } from './http-server.ts';
import { BodyError, readJson } from './request-body.ts';

/** The size a GraphQL request may have. */
export const MAX_BODY_BYTES = 1_048_576;

const headerMap = (request: IncomingMessage): HeaderMap => {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
};

const STATUS: Record<string, number> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, SUBGRAPH_UNAVAILABLE: 503 };

/** Answers a request that was refused before its operation was looked at. */
export function sendRefusal(
  request: IncomingMessage,
  response: ServerResponse,
  error: DomainError,
  status = STATUS[error.extensions.code] ?? 400,
): void {
  const { code, retryAfterMs } = error.extensions;
  if (code === 'UNAUTHENTICATED') response.setHeader('www-authenticate', 'Bearer error="invalid_token"');
  if (retryAfterMs !== undefined) response.setHeader('retry-after', Math.ceil(retryAfterMs / 1_000));
  response.writeHead(status, { 'content-type': `${answerType(request.headers.accept)}; charset=utf-8` });
  response.end(JSON.stringify({ errors: [{ message: error.message, extensions: error.extensions }] }));
}

/** From here on an answer costs less as bytes: as text it is measured, joined with its head, and then encoded. */
const LARGE_CHARACTERS = 16_384;

function sendText(response: ServerResponse, text: string): void {
  if (text.length < LARGE_CHARACTERS) return void response.end(text);
  const bytes = Buffer.from(text);
  response.setHeader('content-length', bytes.length);
  response.end(bytes);
}

/** What a server does with a request before its operation is looked at, which may refuse it by a DomainError, and after. */
export type GraphqlHandlerOptions<Context extends BaseContext> = {
  server: ApolloServer<Context>;
  /** looks at the request as it came, before it is known whose it is, and gives what is to be answered */
  admit?: (request: HTTPGraphQLRequest) => HTTPGraphQLRequest | Promise<HTTPGraphQLRequest>;
  createContext: (request: IncomingMessage, response: ServerResponse) => Promise<Context>;
  /** told of what is refused before its operation is looked at */
  onRefusal?: (request: IncomingMessage, error: DomainError) => void;
  /** sends an answer that is not to be sent as it is; false for one that is */
  deliver?: (answer: HTTPGraphQLResponse, context: Context, response: ServerResponse) => boolean;
};

/** Serves GraphQL over HTTP from an Apollo Server, straight on node:http. */
export function graphqlHandler<Context extends BaseContext>({
  server,
  admit = (request) => request,
  createContext,
  onRefusal = () => {},
  deliver = () => false,
}: GraphqlHandlerOptions<Context>): Handler {
  const refuse = (
    request: IncomingMessage,
    response: ServerResponse,
    error: DomainError,
    status?: number,
  ) => {
    onRefusal(request, error);
    sendRefusal(request, response, error, status);
  };
  return async (request, response) => {
    let body: unknown;
    try {
      body = await readJson(request, MAX_BODY_BYTES);
    } catch (error) {
      if (!(error instanceof BodyError)) throw error;
      // the rest of an oversized body is not worth reading
      response.setHeader('connection', 'close');
      const code = error.status === 413 ? 'LIMIT_EXCEEDED' : 'BAD_REQUEST';
      return refuse(request, response, new DomainError(code, error.message), error.status);
    }

    const url = request.url ?? '/';
    let admitted: HTTPGraphQLRequest;
    let context: Context;
    try {
      admitted = await admit({
        method: (request.method ?? 'GET').toUpperCase(),
        headers: headerMap(request),
        search: url.includes('?') ? url.slice(url.indexOf('?')) : '',
        body,
      });
      context = await createContext(request, response);
    } catch (error) {
      if (error instanceof DomainError) return refuse(request, response, error);
      throw error;
    }

    const answer = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: admitted,
      context: async () => context,
    });

    if (deliver(answer, context, response)) return;
    // an answer may differ from caller to caller and from one moment to the next
    response.setHeader('cache-control', 'no-store');
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    response.statusCode = answer.status ?? 200;
    // only @defer and @stream come in chunks, and graphql 16 has neither
    if (answer.body.kind === 'chunked') throw new Error('An answer in chunks is not to be had');
    sendText(response, answer.body.string);
  };
}
