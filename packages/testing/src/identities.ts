import { ANONYMOUS, createIdentitySigner, newId, type Identity } from '@arena/subgraph-kit';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { graphqlClient, type Ask } from './graphql-client.ts';

const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
const publicJwk = await exportJWK(publicKey);
const kid = await calculateJwkThumbprint(publicJwk);
const sign = createIdentitySigner({ privateKey, kid });

/** The IDENTITY_JWKS of a gateway that the tests play. */
export const testIdentityJwks = JSON.stringify({ keys: [{ ...publicJwk, kid, alg: 'EdDSA', use: 'sig' }] });

/** The key of a real gateway whose word the tests give too. */
export const testIdentityKey = await exportJWK(privateKey);

/** Signs an identity for a subgraph as the gateway would. */
export const identityToken = (identity: Identity, subgraph: string): Promise<string> =>
  sign(identity, subgraph);

/** A signed-in person's identity. */
export const person = (userId: string = newId(), scopes: string[] = []): Identity & { userId: string } => ({
  userId,
  sessionId: newId(),
  scopes,
});

/** Asks a subgraph as the gateway would for a caller; anonymous unless an identity is given. */
export function askAs(url: string, subgraph: string, identity: Identity = ANONYMOUS): Ask {
  return async (query, variables, headers = {}) => {
    const authorization = `Bearer ${await identityToken(identity, subgraph)}`;
    return graphqlClient(url)(query, variables, { authorization, ...headers });
  };
}
