type GraphError = { message: string; extensions?: { code?: string } };

/** The graph refused an operation of the seed. */
export class GraphRefusal extends Error {
  readonly code: string | undefined;

  constructor({ message, extensions }: GraphError) {
    super(message);
    this.name = 'GraphRefusal';
    this.code = extensions?.code;
  }
}

export type Graph = <Data>(operation: string, variables?: Record<string, unknown>) => Promise<Data>;

/**
 * Asks the graph, as the person whose access token is given.
 * @throws GraphRefusal for an answer with errors
 */
export const graphClient =
  (url: string, accessToken?: string): Graph =>
  async <Data>(query: string, variables: Record<string, unknown> = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(accessToken && { authorization: `Bearer ${accessToken}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Data; errors?: [GraphError] };
    if (errors) throw new GraphRefusal(errors[0]);
    return data;
  };

/** Does something that an earlier, interrupted seed may have done already. */
export async function unlessDone<T>(action: Promise<T>): Promise<T | undefined> {
  return action.catch((error: unknown) => {
    if (error instanceof GraphRefusal && error.code === 'CONFLICT') return undefined;
    throw error;
  });
}
