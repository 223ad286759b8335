import { grantPlatformAdmin } from '@arena/users';
import { CATEGORIES, GAMES } from './catalogue.ts';
import { graphClient, unlessDone, type Graph } from './graph-client.ts';
import { DEMO_PASSWORD, DEMO_PEOPLE } from './people.ts';
import { seedTournaments, type Cast } from './tournaments.ts';

type Session = { accessToken: string; refreshToken: string; account: { id: string } };

const SESSION = '{ accessToken refreshToken account { id } }';

/** Does something as the demo people, who have no session left afterwards. */
async function asEverybody(url: string, work: (cast: Cast) => Promise<void>): Promise<void> {
  const sessions: Session[] = [];
  const cast: Partial<Cast> = {};
  for (const { username } of DEMO_PEOPLE) {
    const { session } = await graphClient(url)<{ session: Session }>(
      `mutation ($input: LoginInput!) { session: login(input: $input) ${SESSION} }`,
      { input: { login: username, password: DEMO_PASSWORD } },
    );
    sessions.push(session);
    cast[username] = { id: session.account.id, graph: graphClient(url, session.accessToken) };
  }
  await work(cast as Cast);
  for (const session of sessions) await logOut(url, session);
}

const logOut = (url: string, { refreshToken }: Session): Promise<unknown> =>
  graphClient(url)('mutation ($token: String!) { logout(refreshToken: $token) }', { token: refreshToken });

async function registerPeople(url: string): Promise<void> {
  for (const { email, username, displayName } of DEMO_PEOPLE) {
    const registered = await unlessDone(
      graphClient(url)<{ session: Session }>(
        `mutation ($input: RegisterInput!) { session: register(input: $input) ${SESSION} }`,
        { input: { email, username, displayName, password: DEMO_PASSWORD } },
      ),
    );
    if (registered) await logOut(url, registered.session);
  }
}

async function seedCatalogue(graph: Graph): Promise<void> {
  for (const input of CATEGORIES) {
    await unlessDone(
      graph(`mutation ($input: CreateCategoryInput!) { createCategory(input: $input) { id } }`, { input }),
    );
  }
  for (const input of GAMES) {
    await unlessDone(
      graph(`mutation ($input: CreateGameInput!) { createGame(input: $input) { id } }`, { input }),
    );
  }
}

/**
 * Fills a running Arena with the demo data, as its own users would: through the graph. Repeating it changes
 * nothing, and an interrupted one is completed by the next.
 * @param returnUrl where a buyer may be sent after a payment
 */
export async function seed(url: string, usersDatabaseUrl: string, returnUrl: string): Promise<void> {
  await registerPeople(url);
  await grantPlatformAdmin(usersDatabaseUrl, 'admin');
  await asEverybody(url, async (cast) => {
    await seedCatalogue(cast.admin.graph);
    await seedTournaments(cast, returnUrl);
  });
}
