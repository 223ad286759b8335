import type { Asked } from './answers.ts';
import type { Connection } from './connection.ts';

/** As long before its end a client gets a fresh access token. */
const REFRESH_BEFORE_MS = 60_000;

const PASSWORD = 'correct horse battery';

type Session = { accessToken: string; refreshToken: string; expiresAt: string };

/** Somebody who has an account, and what their client remembers. */
export class Person {
  readonly username: string;
  readonly address: string;
  id = '';
  /** their seats: a ticket's id by its tournament's */
  readonly seats = new Map<string, string>();
  /** matches that they have a ticket to watch */
  readonly views = new Set<string>();
  /** the last of their checkouts */
  checkout: string | undefined;
  #session: Session | undefined;
  #refreshing: Promise<Session> | undefined;

  /** @param number tells people and their network addresses apart */
  constructor(username: string, number: number) {
    this.username = username;
    this.address = `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`;
  }

  /** Makes their account. */
  async register(connection: Connection): Promise<void> {
    const { username } = this;
    const input = {
      email: `${username}@arena.example`,
      username,
      displayName: username.toUpperCase(),
      password: PASSWORD,
    };
    const { register } = await connection.ask<{ register: { account: { id: string } } }>(
      { operation: 'register', variables: { input } },
      { address: this.address },
    );
    this.id = register.account.id;
  }

  /** Opens a session. */
  async logIn(connection: Connection): Promise<Session> {
    const input = { login: this.username, password: PASSWORD };
    const { login } = await connection.ask<{ login: Session }>(
      { operation: 'login', variables: { input } },
      { address: this.address },
    );
    return login;
  }

  /** Their access token, by which they ask from now on; gets a fresh one shortly before it ends. */
  async accessToken(connection: Connection): Promise<string> {
    const session = this.#session ?? (await this.#renew(() => this.logIn(connection)));
    if (Date.parse(session.expiresAt) - Date.now() > REFRESH_BEFORE_MS) return session.accessToken;
    const { refreshToken } = session;
    const asked: Asked = { operation: 'refresh-session', variables: { refreshToken } };
    const refreshed = await this.#renew(async () => {
      const answer = await connection.ask<{ refreshSession: Session }>(asked, { address: this.address });
      return answer.refreshSession;
    });
    return refreshed.accessToken;
  }

  /** A refresh token is good once, however many ask for a fresh session meanwhile. */
  async #renew(get: () => Promise<Session>): Promise<Session> {
    this.#refreshing ??= get().finally(() => (this.#refreshing = undefined));
    return (this.#session = await this.#refreshing);
  }
}
