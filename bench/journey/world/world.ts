import { oneOf } from '../chance.ts';
import type { Person } from '../client/person.ts';

/** A tournament whose seats are sold. */
export type Sale = {
  id: string;
  name: string;
  organizer: Person;
  matchIds: string[];
  startsAtMs: number;
  endsAtMs: number;
  /** seats that nobody of ours has asked for */
  left: number;
};

/** A match that was played; its organiser may think of another winner. */
export type Played = { matchId: string; teamIds: [string, string] };

/** A tournament that is under way, free to watch. */
export type Contest = {
  id: string;
  name: string;
  organizer: Person;
  played: Played[];
  /** matches that are still to be played, with a stream */
  watchable: string[];
};

/** What the clients know of Arena. */
export class World {
  readonly organizers: Person[];
  /** those who do nothing at the moment, the longest idle first */
  readonly idle: Person[];
  /** everybody who is no organiser */
  readonly people: readonly Person[];
  readonly sales: Sale[] = [];
  readonly contests: Contest[] = [];
  readonly tournamentIds: string[] = [];
  readonly categoryIds: string[] = [];
  /** games by code */
  readonly games = new Map<string, string>();
  #opening: Promise<unknown> | undefined;

  constructor(organizers: Person[], people: Person[]) {
    this.organizers = organizers;
    this.people = people;
    this.idle = [...people];
  }

  /** Has somebody idle do something. */
  async withSomebody<T>(act: (person: Person) => Promise<T>): Promise<T> {
    const person = this.idle.shift();
    if (!person) throw new Error('Nobody is idle: there are fewer people than clients');
    try {
      return await act(person);
    } finally {
      this.idle.push(person);
    }
  }

  /** A tournament that a client looks at: mostly one that is sold or under way. */
  someTournament(): string {
    const isPopular = Math.random() < 0.7;
    const popular = isPopular ? oneOf<{ id: string }>([...this.sales, ...this.contests])?.id : undefined;
    return popular ?? oneOf(this.tournamentIds) ?? '';
  }

  /** A match that a client looks at. */
  someMatch(): string {
    const sale = Math.random() < 0.6 ? oneOf(oneOf(this.sales)?.matchIds ?? []) : undefined;
    const contest = oneOf(this.contests);
    return sale ?? oneOf([...(contest?.watchable ?? []), ...(contest?.played ?? []).map(idOf)]) ?? '';
  }

  /** Opens another sale when few seats are left, one at a time. */
  async refill(open: () => Promise<unknown>): Promise<void> {
    const left = this.sales.reduce((sum, sale) => sum + sale.left, 0);
    if (left >= SEATS_AT_LEAST || this.#opening) return;
    this.#opening = open().finally(() => (this.#opening = undefined));
    await this.#opening;
  }
}

const SEATS_AT_LEAST = 256;

const idOf = ({ matchId }: Played): string => matchId;
