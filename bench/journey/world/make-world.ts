import { grantPlatformAdmin } from '@arena/users';
import { CATEGORIES, GAMES } from '../../../dev/seed/catalogue.ts';
import { actorOf, type Actor } from '../client/actor.ts';
import type { Connection } from '../client/connection.ts';
import { Person } from '../client/person.ts';
import { openContest } from './open-contest.ts';
import { createTournament, openSale } from './open-sale.ts';
import { World } from './world.ts';

const ORGANIZERS = 4;
const SALES = 8;
const CONTESTS = 3;
/** more tournaments, so that lists have pages */
const OTHERS = 30;
const DAY_MS = 86_400_000;
const WELCOMED_AT_ONCE = 4;

const numbered = (name: string, count: number, from: number): Person[] =>
  Array.from({ length: count }, (_, i) => new Person(`${name}_${i}`, from + i));

/** Has them all make an account and sign in. */
async function welcome(people: readonly Person[], open: () => Connection): Promise<void> {
  const waiting = [...people];
  const work = async () => {
    const connection = open();
    for (let person = waiting.shift(); person; person = waiting.shift()) {
      await person.register(connection);
      await person.accessToken(connection);
    }
    await connection.close();
  };
  await Promise.all(Array.from({ length: WELCOMED_AT_ONCE }, work));
}

type Made = { id: string };

async function fillCatalogue({ ask }: Actor, world: World): Promise<void> {
  for (const input of CATEGORIES) {
    const { createCategory } = await ask<{ createCategory: Made }>({
      operation: 'create-category',
      variables: { input },
    });
    world.categoryIds.push(createCategory.id);
  }
  for (const input of GAMES) {
    const { createGame } = await ask<{ createGame: Made }>({
      operation: 'create-game',
      variables: { input },
    });
    world.games.set(input.code, createGame.id);
  }
}

/**
 * Makes people, a catalogue and tournaments, as clients do: through the graph.
 * @param people how many there are besides the organisers
 */
export async function makeWorld(
  open: () => Connection,
  usersDatabaseUrl: string,
  people: number,
): Promise<World> {
  const world = new World(numbered('organizer', ORGANIZERS, 1), numbered('player', people, ORGANIZERS + 1));
  const connection = open();
  const [first, ...others] = world.organizers;
  if (!first) throw new Error('There is no organiser');
  await first.register(connection);
  // before they sign in, so that their access token says so
  await grantPlatformAdmin(usersDatabaseUrl, first.username);
  await welcome([...others, ...world.people], open);
  await fillCatalogue(actorOf(first, connection), world);
  const organizer = (turn: number) => actorOf(world.organizers[turn % ORGANIZERS] ?? first, connection);
  for (let i = 0; i < OTHERS; i += 1) {
    const options = { name: `Cup ${i + 1}`, game: 'LOL', startsInMs: (i + 1) * DAY_MS };
    await createTournament(organizer(i), world, options);
  }
  for (let i = 0; i < SALES; i += 1) await openSale(organizer(i), world);
  for (let i = 0; i < CONTESTS; i += 1) await openContest(organizer(i), world);
  await connection.close();
  return world;
}
