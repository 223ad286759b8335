import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

export const SUBGRAPHS = ['users', 'tournaments', 'tickets', 'payments', 'streams', 'notifications'] as const;
export type SubgraphName = (typeof SUBGRAPHS)[number];
export type ServiceName = SubgraphName | 'gateway';
type Variables = Record<string, string | undefined>;

export type StackSettings = {
  /** a database per subgraph */
  databaseUrls: Record<SubgraphName, string>;
  /** where each service listens; 0 lets the system choose */
  ports: Record<ServiceName, number>;
  keyEncryptionKey: string;
  /** the private key that the gateway signs identities with; a new one where none is given */
  identityKey?: JWK;
  /** further variables, handed to every service */
  variables: Variables;
};

/** The environment of each subgraph and, once they run, of the gateway. */
export type StackEnv = {
  subgraph: (name: SubgraphName) => Variables;
  gateway: (subgraphUrls: Record<SubgraphName, string>) => Variables;
};

const newIdentityKey = async (): Promise<JWK> =>
  exportJWK((await generateKeyPair('EdDSA', { extractable: true })).privateKey);

/** Where clients reach the gateway; undefined where the system chooses its port. */
const publicUrl = (port: number): string | undefined => (port === 0 ? undefined : `http://localhost:${port}`);

/** Works out every service's environment; an identity key that is made anew is never written down. */
export async function stackEnv(settings: StackSettings): Promise<StackEnv> {
  const privateJwk = settings.identityKey ?? (await newIdentityKey());
  const { d: _secret, ...publicJwk } = privateJwk;
  const kid = await calculateJwkThumbprint(publicJwk);
  const { variables, ports } = settings;
  const shared = {
    ...variables,
    // one port for all on this machine would be taken; each shows its metrics on its own
    METRICS_PORT: undefined,
    KEY_ENCRYPTION_KEY: undefined,
    IDENTITY_JWKS: JSON.stringify({ keys: [{ ...publicJwk, kid, alg: 'EdDSA', use: 'sig' }] }),
  };
  return {
    subgraph: (name) => ({
      ...shared,
      PORT: String(ports[name]),
      DATABASE_URL: settings.databaseUrls[name],
      ...(name === 'users' && { KEY_ENCRYPTION_KEY: settings.keyEncryptionKey }),
      ...((name === 'payments' || name === 'notifications') && {
        PUBLIC_URL: variables['PUBLIC_URL'] ?? publicUrl(ports.gateway),
      }),
    }),
    gateway: (urls) => ({
      ...variables,
      METRICS_PORT: undefined,
      KEY_ENCRYPTION_KEY: undefined,
      DATABASE_URL: undefined,
      PORT: String(ports.gateway),
      ...Object.fromEntries(SUBGRAPHS.map((name) => [`${name.toUpperCase()}_URL`, urls[name]])),
      IDENTITY_PRIVATE_JWK: JSON.stringify(privateJwk),
    }),
  };
}
