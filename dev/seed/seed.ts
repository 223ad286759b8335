import { grantPlatformAdmin } from '@arena/users';
import { CATEGORIES, GAMES } from './catalogue.ts';
import { graphClient, unlessDone, type Graph } from './graph-client.ts';
import { DEMO_PASSWORD, DEMO_PEOPLE, type DemoUsername } from './people.ts';
import { seedTournaments } from './tournaments.ts';

type Session = { accessToken: string; refreshToken: string; account: { id: string } };

const SESSION = '{ accessToken refreshToken account { id } }';

/** Does something as one of the demo people, who has no session left afterwards. */
async function asPerson(url: string, login: DemoUsername, work: (graph: Graph, id: string) => Promise<void>) {
  const { session } = await graphClient(url)<{ session: Session }>(
    `mutation ($input: LoginInput!) { session: login(input: $input) ${SESSION} }`,
    { input: { login, password: DEMO_PASSWORD } },
  );
  await work(graphClient(url, session.accessToken), session.account.id);
  await logOut(url, session);
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
 */
export async function seed(url: string, usersDatabaseUrl: string): Promise<void> {
  await registerPeople(url);
  await grantPlatformAdmin(usersDatabaseUrl, 'admin');
  await asPerson(url, 'admin', seedCatalogue);
  await asPerson(url, 'organizer', seedTournaments);
}
