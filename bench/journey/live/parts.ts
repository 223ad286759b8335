import { oneOf } from '../chance.ts';
import { actorOf } from '../client/actor.ts';
import type { Connection } from '../client/connection.ts';
import type { Person } from '../client/person.ts';
import type { World } from '../world/world.ts';
import type { Following } from './watcher.ts';

/** What one of the crowd follows, and how. */
export type Part = {
  transport: 'websocket' | 'sse';
  isSignedIn: boolean;
  followings: [Following, ...Following[]];
};

const following = (operation: string, variables: Record<string, unknown> = {}): Following => ({
  operation,
  variables,
});

const someSale = (world: World) => ({ tournamentId: oneOf(world.sales)?.id });
const someContest = (world: World) => ({ tournamentId: oneOf(world.contests)?.id });

/** Has a page open of a tournament that is sold, and is told of what is the person's own. */
const shopper = (world: World): Part => {
  const variables = someSale(world);
  return {
    transport: 'websocket',
    isSignedIn: true,
    followings: [
      following('watch-tournament', variables),
      following('watch-ticket-availability', variables),
      following('watch-notifications'),
    ],
  };
};

/** Watches a match that is free to watch, and sees how the others end. */
async function viewer(world: World, person: Person, connection: Connection): Promise<Part> {
  const contest = oneOf(world.contests);
  const [matchId] = contest?.watchable ?? [];
  await actorOf(person, connection).ask({ operation: 'join-stream', variables: { input: { matchId } } });
  return {
    transport: 'websocket',
    isSignedIn: true,
    followings: [
      following('watch-stream', { matchId }),
      following('watch-matches', { tournamentId: contest?.id }),
    ],
  };
}

/** Follows a tournament without an account. */
const passerBy = (world: World): Part => ({
  transport: 'sse',
  isSignedIn: false,
  followings: [following('watch-tournament', Math.random() < 0.5 ? someSale(world) : someContest(world))],
});

/** Waits for what concerns them alone. */
const listener = (): Part => ({
  transport: 'sse',
  isSignedIn: true,
  followings: [following('watch-notifications')],
});

/** What whoever takes a place follows: of eight four are shoppers, two viewers, and two follow by SSE. */
export async function partOf(
  place: number,
  world: World,
  person: Person,
  connection: Connection,
): Promise<Part> {
  switch (place % 8) {
    case 0:
    case 4:
      return viewer(world, person, connection);
    case 1:
      return passerBy(world);
    case 5:
      return listener();
    default:
      return shopper(world);
  }
}
