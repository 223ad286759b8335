import { newId } from '@arena/subgraph-kit';
import { SignJWT } from 'jose';
import { SIGNING_ALGORITHM, type SigningKeys } from './signing-keys.ts';
import { ACCESS_TOKEN_LIFETIME_MS } from './token-lifetimes.ts';

const TYPE = 'at+jwt';

/** Whom an access token speaks for. */
export type TokenSubject = { userId: string; sessionId: string; scopes: readonly string[] };

export type AccessToken = { token: string; expiresAt: Date };

/** Signs an access token. */
export type SignAccessToken = (subject: TokenSubject) => Promise<AccessToken>;

/** Makes the signer of access tokens: JWTs after RFC 9068, valid for 15 minutes. */
export const createAccessTokenSigner =
  (options: { keys: SigningKeys; now: () => Date; issuer: string; audience: string }): SignAccessToken =>
  async ({ userId, sessionId, scopes }) => {
    const { kid, privateKey } = await options.keys.current();
    const issuedAt = Math.floor(options.now().getTime() / 1000);
    const expiresAt = issuedAt + ACCESS_TOKEN_LIFETIME_MS / 1000;
    const token = await new SignJWT({ sid: sessionId, scope: scopes.join(' ') })
      .setProtectedHeader({ alg: SIGNING_ALGORITHM, typ: TYPE, kid })
      .setIssuer(options.issuer)
      .setAudience(options.audience)
      .setSubject(userId)
      .setJti(newId())
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(privateKey);
    return { token, expiresAt: new Date(expiresAt * 1000) };
  };
