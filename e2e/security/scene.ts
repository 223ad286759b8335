import { eventually, onServer, type Ask, type TestRedis } from '@arena/testing';
import {
  makeCatalogue,
  organizeTournament,
  planMatch,
  registerAdministrator,
  type Catalogue,
} from '../catalogue.ts';
import { boughtView, givenDonation, openDonation, untilForSale } from '../purchases.ts';
import { registerMember, signIn, startedArena, type Member, type StartedArena } from '../started-arena.ts';
import { takeSeat } from '../take-seat.ts';
import { askToJoin, createStream } from '../watching.ts';
import type { Owner, Role } from './read-matrix.ts';

/** The outcast is there to be suspended. */
const PEOPLE = ['organizer', 'subadmin', 'player', 'friend', 'stranger', 'outcast'] as const;
type Person = (typeof PEOPLE)[number] | 'administrator';

/** A tournament that the organizer and the subadmin run, a match of it, and the player's seat in it. */
export type Seat = { tournamentId: string; matchId: string; teamId: string; ticketId: string; code: string };

/**
 * What the player has in a tournament: a seat, a ticket bought to watch the match and what was told of it, a donation not
 * paid yet, and leave to watch the match's stream.
 */
export type Belongings = Seat & {
  viewId: string;
  paidCheckoutId: string;
  openCheckoutId: string;
  streamId: string;
  notificationId: string;
};

/** The whole platform with the people of the matrix, and what they do things to. */
export type Scene = {
  arena: StartedArena;
  people: Record<Person, Member>;
  catalogue: Catalogue;
  /** who asks as a role; null for the anonymous */
  memberAs: (role: Role, owner: Owner) => Member | null;
  askAs: (role: Role, owner: Owner) => Ask;
  /** Signs everybody in once more. */
  signAllIn: () => Promise<void>;
  /** a number that has not been given before */
  next: () => number;
  newTournament: () => Promise<string>;
  /** a match of a tournament that the organizer runs */
  newMatch: (tournamentId: string) => Promise<string>;
  newSeat: () => Promise<Seat>;
  /** a seat, and what is bought besides */
  newBelongings: () => Promise<Belongings>;
  /** a tournament whose seats can be bought */
  newSale: () => Promise<string>;
  /** the checkout of a donation of the player's that waits for its payment */
  newDonation: (tournamentId: string) => Promise<string>;
  /** that of one that has been paid */
  newPaidDonation: (tournamentId: string) => Promise<string>;
  /** a tournament in which the player and the friend have a team each */
  newRoster: () => Promise<string>;
  /** an offer of the player's seat to the friend */
  newOffer: () => Promise<string>;
} & AsyncDisposable;

const KNOWN_TO_TICKETS = 'query ($id: ID!) { tournament(id: $id) { tickets { totalCount } } }';
const SEAT = 'query ($id: ID!) { tournament(id: $id) { myTeam { id } myTicket { code } } }';

const INBOX = '{ me { notifications { nodes { id kind ticket { id } } } } }';

type Told = { id: string; kind: string; ticket: { id: string } | null };

/** The id of what somebody was told when a ticket became theirs. */
async function toldOf({ ask }: Member, ticketId: string): Promise<string> {
  const found = async (): Promise<Told | undefined> =>
    (await ask(INBOX)).data.me.notifications.nodes.find(
      ({ kind, ticket }: Told) => kind === 'TICKET_ISSUED' && ticket?.id === ticketId,
    );
  return (await eventually(found, (told) => told !== undefined))?.id ?? '';
}

export async function startedScene(
  variables: Record<string, string> = {},
  redis?: TestRedis,
): Promise<Scene> {
  const settings = {
    // a grant lasts until the last question is asked
    GRANT_TTL_MS: '3600000',
    // who asks much at once waits on a busy machine, and is not told that a subgraph is away
    SUBGRAPH_TIMEOUT_MS: '20000',
    SUBGRAPH_MUTATION_TIMEOUT_MS: '20000',
    OPERATION_TIMEOUT_MS: '25000',
    ...variables,
  };
  const arena = await startedArena(settings, redis);
  const administrator = await registerAdministrator(arena);
  const members = await Promise.all(PEOPLE.map((name) => registerMember(arena, name)));
  const people = Object.fromEntries(
    [administrator, ...members].map((member) => [member.username, member]),
  ) as Record<Person, Member>;
  const catalogue = await makeCatalogue(arena, administrator);
  const { organizer, subadmin, player, friend, stranger } = people;

  const memberAs = (role: Role, owner: Owner): Member | null =>
    ({ anonymous: null, stranger, owner: people[owner], staff: subadmin, admin: administrator })[role];

  let given = 0;
  const next = () => (given += 1);

  async function newTournament(): Promise<string> {
    const id = await organizeTournament(organizer, catalogue, next());
    await organizer.ask(
      'mutation ($id: ID!, $user: ID!) { addSubadmin(tournamentId: $id, userId: $user) { id } }',
      {
        id,
        user: subadmin.id,
      },
    );
    return id;
  }

  const newMatch = (tournamentId: string) => planMatch(organizer, tournamentId, next());

  async function newSale(): Promise<string> {
    const id = await newTournament();
    await untilForSale(arena.ask, id);
    return id;
  }

  let lastGift: Promise<unknown> = Promise.resolve();
  /** A gift that the friend has opened, one after the other, made the player's: nobody has many open at once. */
  function giftOfPlayer(open: () => Promise<{ id: string }>): Promise<string> {
    const gift = lastGift.then(async () => {
      const { id } = await open();
      await onServer(arena.databaseUrls.payments, (sql) => {
        return sql`update checkouts set buyer_id = ${player.id} where id = ${id}`;
      });
      return id;
    });
    lastGift = gift.catch(() => undefined);
    return gift;
  }
  const newDonation = (id: string) => giftOfPlayer(() => openDonation(arena, friend, id));
  const newPaidDonation = (id: string) => giftOfPlayer(() => givenDonation(arena, friend, id));

  async function newSeat(): Promise<Seat> {
    const id = await newTournament();
    // seats are there, and tickets knows who runs the tournament
    await eventually(
      async () => (await subadmin.ask(KNOWN_TO_TICKETS, { id })).data.tournament.tickets,
      (tickets) => tickets?.totalCount > 0,
    );
    const ticketId = await takeSeat(arena, player.id, id);
    // a field that is empty shows nobody anything
    await onServer(arena.databaseUrls.tickets, (sql) => {
      return sql`update tickets set checked_in_at = now() where id = ${ticketId}`;
    });
    const { myTeam, myTicket } = await eventually(
      async () => (await player.ask(SEAT, { id })).data.tournament,
      (tournament) => tournament.myTeam !== null,
    );
    const matchId = await newMatch(id);
    return { tournamentId: id, matchId, teamId: myTeam.id, ticketId, code: myTicket.code };
  }

  async function newBelongings(): Promise<Belongings> {
    const seat = await newSeat();
    const { tournamentId, matchId } = seat;
    await untilForSale(arena.ask, tournamentId);
    const { id: paidCheckoutId, ticket } = await boughtView(arena, player, matchId);
    const openCheckoutId = await newDonation(tournamentId);
    const streamId = await createStream(organizer, matchId);
    await askToJoin(player, matchId, seat.code);
    const viewId = ticket?.id ?? '';
    const notificationId = await toldOf(player, viewId);
    return { ...seat, viewId, paidCheckoutId, openCheckoutId, streamId, notificationId };
  }

  async function newRoster(): Promise<string> {
    const { tournamentId: id } = await newSeat();
    await takeSeat(arena, friend.id, id);
    await eventually(
      async () => (await friend.ask(SEAT, { id })).data.tournament.myTeam,
      (team) => team !== null,
    );
    return id;
  }

  async function newOffer(): Promise<string> {
    const { ticketId } = await newSeat();
    const { data } = await player.ask(
      'mutation ($ticket: ID!, $to: ID!) { offerTicket(ticketId: $ticket, toUserId: $to) { id } }',
      { ticket: ticketId, to: friend.id },
    );
    return data.offerTicket.id;
  }

  return {
    arena,
    people,
    catalogue,
    memberAs,
    askAs: (role, owner) => memberAs(role, owner)?.ask ?? arena.ask,
    signAllIn: async () => {
      for (const member of Object.values(people)) Object.assign(member, await signIn(arena, member.username));
    },
    next,
    newTournament,
    newMatch,
    newSeat,
    newBelongings,
    newSale,
    newDonation,
    newPaidDonation,
    newRoster,
    newOffer,
    [Symbol.asyncDispose]: () => arena[Symbol.asyncDispose](),
  };
}
