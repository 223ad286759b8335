import { routingKey, connectRabbitMq, type ArenaEvent } from '@arena/events';
import { createLogger, newId } from '@arena/subgraph-kit';
import { askAs, liveClient, person, type LiveClient, type LiveFeed } from '@arena/testing';

type Viewer = ReturnType<typeof person>;

export type Crowd = {
  /** events that those who watch have been told since this was last asked */
  takeEvents: () => number;
  /** Has this many go and come back, one after the other. */
  churn: (people: number) => Promise<void>;
  /** Has them all go. */
  disperse: () => Promise<void>;
};

const WATCH = 'subscription ($id: ID!) { watchStream(matchId: $id) { type match { viewerCount } } }';
const JOIN = 'mutation ($input: JoinStreamInput!) { joinStream(input: $input) { id } }';
const AT_ONCE = 50;
const SOCKETS = 8;

/** Has every task done, some of them at a time. */
async function inTurns<Item>(items: readonly Item[], act: (item: Item, index: number) => Promise<unknown>) {
  for (let from = 0; from < items.length; from += AT_ONCE) {
    await Promise.all(items.slice(from, from + AT_ONCE).map((item, index) => act(item, from + index)));
  }
}

/** Tells streams of a match that is free to watch, and has its staff create a stream; the match's id. */
async function makeMatch(url: string, publish: (event: ArenaEvent) => Promise<unknown>): Promise<string> {
  const organizer = person();
  const [tournamentId, matchId] = [newId(), newId()];
  const at = new Date(Date.now() + 86_400_000).toISOString();
  const prices = { currency: 'COP', participantPriceMinor: 0, viewerPriceMinor: 0 };
  const tournament = { tournamentId, organizerId: organizer.userId, capacity: 2, startsAt: at, endsAt: at };
  await publish({ name: 'tournaments.created', payload: { ...tournament, ...prices } });
  await publish({ name: 'matches.created', payload: { matchId, tournamentId, startsAt: at } });
  const ask = askAs(url, 'streams', organizer);
  const answer = await ask('{ platforms { id name } }');
  const { platforms } = answer.data as { platforms: { id: string; name: string }[] };
  const platformId = platforms.find(({ name }) => name === 'YouTube')?.id;
  const input = { matchId, platformId, url: 'https://youtu.be/live' };
  for (;;) {
    const { errors } = await ask(
      'mutation ($input: CreateStreamInput!) { createStream(input: $input) { id } }',
      { input },
    );
    if (!errors) return matchId;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export type CrowdOptions = {
  /** where streams listens */
  url: string;
  bus: { url: string; prefix: string };
  matches: number;
  viewers: number;
};

/** Has people join matches and watch them, as gateways would for them. */
export async function gatherCrowd({
  url,
  bus: { url: amqpUrl, prefix },
  ...size
}: CrowdOptions): Promise<Crowd> {
  const logger = createLogger('bench', 'error');
  const bus = await connectRabbitMq({ url: amqpUrl, prefix, consumers: ['streams'], logger });
  const publish = ({ name, payload }: ArenaEvent) =>
    bus.publish([
      { id: newId(), routingKey: routingKey(name), content: JSON.stringify(payload), headers: {} },
    ]);
  const matchIds: string[] = [];
  for (let match = 0; match < size.matches; match += 1) matchIds.push(await makeMatch(url, publish));
  const matchOf = (index: number) => matchIds[index % matchIds.length] as string;

  let events = 0;
  const drain = async (feed: LiveFeed) => {
    for await (const _ of feed) events += 1;
  };
  const sockets: LiveClient[] = Array.from({ length: SOCKETS }, () => liveClient(url, 'streams'));
  const watch = async (identity: Viewer, index: number): Promise<LiveFeed> => {
    const socket = sockets[index % SOCKETS] as LiveClient;
    const feed = await socket.subscribe(WATCH, { identity, variables: { id: matchOf(index) } });
    const { value } = (await feed.next()) as { value: { data?: { watchStream: { type: string } } } };
    if (value.data?.watchStream.type !== 'JOINED') throw new Error(JSON.stringify(value));
    void drain(feed);
    return feed;
  };

  const viewers = Array.from({ length: size.viewers }, () => person());
  const feeds: LiveFeed[] = [];
  await inTurns(viewers, async (viewer, index) => {
    await askAs(url, 'streams', viewer)(JOIN, { input: { matchId: matchOf(index) } });
    feeds[index] = await watch(viewer, index);
  });
  return {
    takeEvents: () => {
      const taken = events;
      events = 0;
      return taken;
    },
    churn: async (people) => {
      for (let index = 0; index < people; index += 1) {
        await feeds[index]?.return?.();
        feeds[index] = await watch(viewers[index] as Viewer, index);
      }
    },
    disperse: async () => {
      await inTurns(feeds, async (feed) => feed.return?.());
      await Promise.all(sockets.map((socket) => socket[Symbol.asyncDispose]()));
      await bus.close();
    },
  };
}
