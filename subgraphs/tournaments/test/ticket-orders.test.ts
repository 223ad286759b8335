import type { ArenaEvent } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCatalogue, addTournament, type Catalogue } from './fixtures.ts';
import { openApp } from './started-tournaments.ts';
import {
  invalidated,
  issued,
  playersOf,
  ticketNews,
  ticketOf,
  transferred,
  type News,
  type Ticket,
} from './ticket-news.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
let consumer: Awaited<ReturnType<typeof ticketNews>>;
let catalogue: Catalogue;

beforeAll(async () => {
  opened = await openApp();
  consumer = await ticketNews(opened);
  catalogue = await addCatalogue(opened.app, 20, [2, 1]);
});
afterAll(async () => {
  await consumer[Symbol.asyncDispose]();
  await opened[Symbol.asyncDispose]();
});

type Names = 'ana' | 'ben' | 'eva';
type People = Record<Names, string>;
type Tickets = { first: Ticket; second: Ticket; third: Ticket };
type Story = {
  what: string;
  events: (people: People, tickets: Tickets) => ArenaEvent[];
  /** who plays in the end, by which ticket */
  end: [Names, keyof Tickets][];
};

const stories: Story[] = [
  {
    what: 'a ticket that ends gives no place',
    events: ({ ana }, { first }) => [issued(first, ana), invalidated(first, ana)],
    end: [],
  },
  {
    what: 'a transferred ticket gives its place to the last holder',
    events: ({ ana, ben, eva }, { first }) => [
      issued(first, ana),
      transferred(first, ana, ben),
      transferred(first, ben, eva),
    ],
    end: [['eva', 'first']],
  },
  {
    what: 'a ticket may come back, and go the same way again',
    events: ({ ana, ben }, { first }) => [
      issued(first, ana),
      transferred(first, ana, ben),
      transferred(first, ben, ana),
      transferred(first, ana, ben),
    ],
    end: [['ben', 'first']],
  },
  {
    what: 'a transferred ticket that ends gives no place',
    events: ({ ana, ben }, { first }) => [
      issued(first, ana),
      transferred(first, ana, ben),
      invalidated(first, ben),
    ],
    end: [],
  },
  {
    what: 'who gives one ticket back and buys another plays by the other',
    events: ({ ana }, { first, second }) => [
      issued(first, ana),
      invalidated(first, ana),
      issued(second, ana),
    ],
    end: [['ana', 'second']],
  },
  {
    what: 'a seat given back is taken by its next buyer, though all teams seem full',
    events: ({ ana, ben, eva }, { first, second, third }) => [
      issued(first, ana),
      issued(second, ben),
      invalidated(first, ana),
      issued(third, eva),
    ],
    end: [
      ['ben', 'second'],
      ['eva', 'third'],
    ],
  },
];

const orders = <Item>(items: Item[]): Item[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item, index) => orders(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));

/** Each thrice in the given order, twice on the spot and once more when all have come. */
async function deliverAll(order: News[]): Promise<void> {
  for (const { deliver } of order) {
    await deliver();
    await deliver();
  }
  for (const { deliver } of order.toReversed()) await deliver();
}

/** Lets a story happen in a tournament of its own, its events delivered as told, and sees who plays in the end. */
async function play(story: Story, deliver: (order: News[]) => Promise<void>, order: number[]): Promise<void> {
  const { id } = await addTournament(opened.app, catalogue);
  const people = { ana: newId(), ben: newId(), eva: newId() };
  const tickets = { first: ticketOf(id), second: ticketOf(id), third: ticketOf(id) };
  const news = story.events(people, tickets).map(consumer.news);
  await deliver(order.map((index) => news[index] as News));
  const end = story.end.map(([name, ticket]) => [people[name], tickets[ticket].ticketId]);
  const players = await playersOf(opened.app, id);
  expect(new Set(players.map(({ userId, ticketId }) => `${userId} ${ticketId}`))).toEqual(
    new Set(end.map((pair) => pair.join(' '))),
  );
}

const indexesOf = (story: Story): number[] => {
  const tickets = { first: ticketOf(newId()), second: ticketOf(newId()), third: ticketOf(newId()) };
  return [...story.events({ ana: '', ben: '', eva: '' }, tickets).keys()];
};

test.each(stories)('in every order, each told thrice: $what', async (story) => {
  for (const order of orders(indexesOf(story))) await play(story, deliverAll, order);
});

test.each(stories)('all at once, each told thrice: $what', async (story) => {
  const atOnce = async (order: News[]) => {
    await Promise.all([...order, ...order, ...order].map(({ deliver }) => deliver()));
  };
  for (let round = 0; round < 5; round += 1) await play(story, atOnce, indexesOf(story));
});
