import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { listen } from '../child/run-child.mjs';

export type TokenIssuer = {
  /** where the key set is served */
  url: string;
  /** Access tokens as Arena issues them, each for another user; they outlast the run. */
  accessTokens: (count: number) => Promise<string[]>;
  stop: () => Promise<void>;
};

/** Stands in for the subgraph that issues access tokens. */
export async function startTokenIssuer(): Promise<TokenIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  const publicJwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const jwks = JSON.stringify({ keys: [{ ...publicJwk, kid, alg: 'EdDSA', use: 'sig' }] });
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(jwks);
  });
  const accessToken = () =>
    new SignJWT({ sid: randomUUID(), scope: '' })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid })
      .setIssuer('arena')
      .setAudience('arena')
      .setSubject(randomUUID())
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('12h')
      .sign(privateKey);
  return {
    url: await listen(server),
    accessTokens: (count) => Promise.all(Array.from({ length: count }, accessToken)),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
