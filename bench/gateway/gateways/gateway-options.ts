/** What each gateway under test is started with; the peers need the supergraph alone. */
export type GatewayOptions = {
  supergraphSdl: string;
  /** where each subgraph answers GraphQL, by its name in the supergraph */
  subgraphUrls: Record<string, string>;
  /** serves the key set that access tokens are checked with */
  tokenIssuerUrl: string;
  identityPrivateJwk: string;
  /** what a gateway may keep answers in, and what the names of its keys begin with */
  redis: { url: string; prefix: string };
};
