import { graphClient, type Graph } from './graph-client.ts';
import { DEMO_PASSWORD, type DEMO_PEOPLE, type DemoUsername } from './people.ts';

type Session = { accessToken: string; refreshToken: string };

const SESSION = '{ accessToken refreshToken }';

const logOut = (url: string, { refreshToken }: Session): Promise<unknown> =>
  graphClient(url)('mutation ($token: String!) { logout(refreshToken: $token) }', { token: refreshToken });

/** Registers one of the demo people, who has no session left afterwards. */
export async function register(
  url: string,
  { email, username, displayName }: (typeof DEMO_PEOPLE)[number],
): Promise<void> {
  const { session } = await graphClient(url)<{ session: Session }>(
    `mutation ($input: RegisterInput!) { session: register(input: $input) ${SESSION} }`,
    { input: { email, username, displayName, password: DEMO_PASSWORD } },
  );
  await logOut(url, session);
}

async function logIn(url: string, login: DemoUsername): Promise<Session> {
  const { session } = await graphClient(url)<{ session: Session }>(
    `mutation ($input: LoginInput!) { session: login(input: $input) ${SESSION} }`,
    { input: { login, password: DEMO_PASSWORD } },
  );
  return session;
}

/** The graph as one of the demo people, who signs in the first time. */
export type Cast = (username: DemoUsername) => Promise<Graph>;

/** The demo people, of whom nobody is signed in who has nothing to do; and how to end their sessions. */
export function openCast(url: string): { cast: Cast; signOut: () => Promise<void> } {
  const sessions = new Map<DemoUsername, Session>();
  return {
    cast: async (username) => {
      const session = sessions.get(username) ?? (await logIn(url, username));
      sessions.set(username, session);
      return graphClient(url, session.accessToken);
    },
    signOut: async () => {
      for (const session of sessions.values()) await logOut(url, session);
    },
  };
}
