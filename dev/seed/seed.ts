import { grantPlatformAdmin } from '@arena/users';
import { openCast, register, type Cast } from './cast.ts';
import { CATEGORIES, GAMES } from './catalogue.ts';
import { graphClient, unlessDone, type Graph } from './graph-client.ts';
import { seedTournaments } from './tournaments.ts';
import { DEMO_PEOPLE } from './people.ts';

async function registerPeople(url: string): Promise<void> {
  for (const person of DEMO_PEOPLE) {
    const { known } = await graphClient(url)<{ known: object | null }>(
      `query ($username: String!) { known: userByUsername(username: $username) { id } }`,
      { username: person.username },
    );
    if (known === null) await unlessDone(register(url, person));
  }
}

type Coded = { code: string };

/** Makes what is missing of the catalogue. */
async function seedCatalogue(graph: Graph, cast: Cast): Promise<void> {
  const found = await graph<{ categories: Coded[]; games: Coded[] }>(
    `{ categories { code } games { code } }`,
  );
  const missing = <Item extends Coded>(items: Item[], known: Coded[]): Item[] =>
    items.filter(({ code }) => !known.some((one) => one.code === code));
  for (const input of missing(CATEGORIES, found.categories)) {
    const admin = await cast('admin');
    await unlessDone(
      admin(`mutation ($input: CreateCategoryInput!) { createCategory(input: $input) { id } }`, { input }),
    );
  }
  for (const input of missing(GAMES, found.games)) {
    const admin = await cast('admin');
    await unlessDone(
      admin(`mutation ($input: CreateGameInput!) { createGame(input: $input) { id } }`, { input }),
    );
  }
}

/**
 * Fills a running Arena with the demo data, as its own users would: through the graph. Repeating it changes
 * nothing, and an interrupted one is completed by the next.
 * @param returnUrl where a buyer may be sent after a payment
 */
export async function seed(url: string, usersDatabaseUrl: string, returnUrl: string): Promise<void> {
  const graph = graphClient(url);
  await registerPeople(url);
  await grantPlatformAdmin(usersDatabaseUrl, 'admin');
  const { cast, signOut } = openCast(url);
  await seedCatalogue(graph, cast);
  await seedTournaments(graph, cast, returnUrl);
  await signOut();
}
