import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';

export const SUBGRAPHS = ['users', 'tournaments', 'tickets'] as const;
export type SubgraphName = (typeof SUBGRAPHS)[number];
export type ServiceName = SubgraphName | 'gateway';
type Variables = Record<string, string | undefined>;

export type StackSettings = {
  /** a database per subgraph */
  databaseUrls: Record<SubgraphName, string>;
  /** where each service listens; 0 lets the system choose */
  ports: Record<ServiceName, number>;
  keyEncryptionKey: string;
  /** further variables, handed to every service */
  variables: Variables;
};

/** The environment of each subgraph and, once they run, of the gateway. */
export type StackEnv = {
  subgraph: (name: SubgraphName) => Variables;
  gateway: (subgraphUrls: Record<SubgraphName, string>) => Variables;
};

/** Works out every service's environment; the identity key is made anew and never written down. */
export async function stackEnv(settings: StackSettings): Promise<StackEnv> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const publicJwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const { variables, ports } = settings;
  const shared = {
    ...variables,
    KEY_ENCRYPTION_KEY: undefined,
    IDENTITY_JWKS: JSON.stringify({ keys: [{ ...publicJwk, kid, alg: 'EdDSA', use: 'sig' }] }),
  };
  const privateJwk = JSON.stringify(await exportJWK(privateKey));
  return {
    subgraph: (name) => ({
      ...shared,
      PORT: String(ports[name]),
      DATABASE_URL: settings.databaseUrls[name],
      ...(name === 'users' && { KEY_ENCRYPTION_KEY: settings.keyEncryptionKey }),
    }),
    gateway: (urls) => ({
      ...variables,
      KEY_ENCRYPTION_KEY: undefined,
      DATABASE_URL: undefined,
      PORT: String(ports.gateway),
      ...Object.fromEntries(SUBGRAPHS.map((name) => [`${name.toUpperCase()}_URL`, urls[name]])),
      IDENTITY_PRIVATE_JWK: privateJwk,
    }),
  };
}
