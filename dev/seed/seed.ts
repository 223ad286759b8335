import { grantPlatformAdmin } from '@arena/users';
import { CATEGORIES, GAMES } from './catalogue.ts';
import { graphClient, unlessDone } from './graph-client.ts';
import { DEMO_PASSWORD, DEMO_PEOPLE, type DemoUsername } from './people.ts';
import { seedTournaments } from './tournaments.ts';

type Session = { accessToken: string; account: { id: string } };

async function login(url: string, username: DemoUsername): Promise<Session> {
  const { login } = await graphClient(url)<{ login: Session }>(
    `mutation ($input: LoginInput!) { login(input: $input) { accessToken account { id } } }`,
    { input: { login: username, password: DEMO_PASSWORD } },
  );
  return login;
}

async function registerPeople(url: string): Promise<void> {
  for (const { email, username, displayName } of DEMO_PEOPLE) {
    await unlessDone(
      graphClient(url)(`mutation ($input: RegisterInput!) { register(input: $input) { account { id } } }`, {
        input: { email, username, displayName, password: DEMO_PASSWORD },
      }),
    );
  }
}

async function seedCatalogue(url: string, accessToken: string): Promise<void> {
  const graph = graphClient(url, accessToken);
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
  const admin = await login(url, 'admin');
  await seedCatalogue(url, admin.accessToken);
  const organizer = await login(url, 'organizer');
  await seedTournaments(graphClient(url, organizer.accessToken), organizer.account.id);
}
