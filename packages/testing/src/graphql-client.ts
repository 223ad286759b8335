export type GraphQLAnswer = {
  status: number;
  headers: Headers;
  data: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- each test knows the shape it asked for
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
  extensions?: Record<string, unknown>;
};

export type Ask = (
  query: string,
  variables?: Record<string, unknown>,
  headers?: Record<string, string>,
) => Promise<GraphQLAnswer>;

/** Asks a GraphQL endpoint over HTTP. */
export const graphqlClient =
  (url: string, defaultHeaders: Record<string, string> = {}): Ask =>
  async (query, variables = {}, headers = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...defaultHeaders, ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return {
      status: response.status,
      headers: response.headers,
      ...((await response.json()) as object),
    } as GraphQLAnswer;
  };

/** The code of an answer's first error. */
export const codeOf = (answer: GraphQLAnswer): unknown => answer.errors?.[0]?.extensions['code'];

/** The paths that an answer's first error names as faulty. */
export const faultyFields = (answer: GraphQLAnswer): string[] =>
  ((answer.errors?.[0]?.extensions['fields'] ?? []) as { path: string }[]).map((fault) => fault.path);
