import type { EventBus, RequestInput, RequestName, RequestOutput } from '@arena/events';
import { DomainError, newId, NotFound, SubgraphUnavailable } from '@arena/subgraph-kit';

type Terms = Partial<RequestOutput<'tournaments.sale-terms'>>;
type Asked =
  'tournaments.sale-terms' | 'tournaments.name' | 'tickets.reserve' | 'tickets.release' | 'tickets.answer';
type Handlers = { [Name in Asked]: (input: RequestInput<Name>) => Promise<RequestOutput<Name>> };

const NOTHING_YET = { ticketId: null, unavailableReason: null };

/** The other domains as far as payments asks them: what is sold, and the tickets held for it. */
export function fakeDomains() {
  const terms = new Map<string, Terms>();
  const held = new Map<string, string>();
  const answers = new Map<string, RequestOutput<'tickets.answer'>>();
  const asked: { name: RequestName; input: unknown }[] = [];
  let silent: readonly RequestName[] = [];
  let refusal: DomainError | undefined;

  const handlers: Handlers = {
    'tournaments.sale-terms': async ({ tournamentId, matchId }) => {
      const known = terms.get(matchId ?? tournamentId ?? '');
      if (!known) throw new NotFound(matchId === null ? 'Tournament' : 'Match');
      const open = {
        subject: 'Bogota Open',
        isOpen: true,
        closedReason: null,
        priceMinor: 2_000_000,
        currency: 'COP',
        closesAt: null,
      };
      return { ...open, tournamentId: tournamentId ?? '', ...known };
    },
    'tournaments.name': async ({ tournamentId }) => {
      if (!terms.has(tournamentId)) throw new NotFound('Tournament');
      return { name: 'Bogota Open' };
    },
    'tickets.reserve': async ({ checkoutId, holdUntil, activate, ticketId: wanted }) => {
      if (refusal) throw refusal;
      const ticketId = held.get(checkoutId) ?? wanted ?? newId();
      held.set(checkoutId, ticketId);
      return { ticketId, status: activate ? 'ACTIVE' : 'RESERVED', holdUntil: activate ? null : holdUntil };
    },
    'tickets.answer': async ({ checkoutId }) => answers.get(checkoutId) ?? NOTHING_YET,
    'tickets.release': async ({ checkoutId }) => ({ released: held.delete(checkoutId) }),
  };

  const answer = async (name: RequestName, content: string): Promise<object> => {
    const input: unknown = JSON.parse(content);
    asked.push({ name, input });
    if (silent.includes(name)) throw new SubgraphUnavailable('tickets');
    try {
      return { ok: true, value: await handlers[name as Asked](input as never) };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code, ...details } = error.extensions;
      return { ok: false, error: { code, message: error.message, details } };
    }
  };
  const bus = {
    request: async (name: string, content: string) =>
      JSON.stringify(await answer(name as RequestName, content)),
  } as unknown as EventBus;

  return {
    bus,
    /** how they answer what is asked of them */
    handlers,
    /** the tickets that are held, by the checkouts they are held for */
    held,
    /** what tickets has answered to payments, though it may not have been heard */
    answers,
    /** what has been asked of the other domains */
    asked: (name: RequestName) => asked.filter((one) => one.name === name).map(({ input }) => input),
    /** Says what a ticket for a tournament or match costs. */
    sell: (id: string, changes: Terms = {}): void => void terms.set(id, changes),
    /** Has a tournament or match be one that nobody has heard of. */
    forget: (id: string): void => void terms.delete(id),
    /** Has tickets refuse to hold anything; none more if called with nothing. */
    refuse: (error?: DomainError): void => void (refusal = error),
    /** Has these requests stay without an answer; none if called with nothing. */
    silence: (...names: RequestName[]): void => void (silent = names),
  };
}

export type FakeDomains = ReturnType<typeof fakeDomains>;
