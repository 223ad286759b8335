import type { EventBus, RequestInput, RequestOutput } from '@arena/events';
import { newId, SubgraphUnavailable } from '@arena/subgraph-kit';

type Check = RequestInput<'tickets.check'>;

/** A ticket as far as tickets tells of it. */
export type FakeTicket = Pick<Check, 'type' | 'tournamentId' | 'matchId' | 'userId'> & {
  id: string;
  code: string;
  isValid: boolean;
};

/** The other domain as far as streams asks it: who has what ticket. */
export function fakeTickets() {
  const tickets: FakeTicket[] = [];
  const asked: Check[] = [];
  let isSilent = false;
  let meanwhile: (() => Promise<unknown>) | undefined;

  const check = async (input: Check): Promise<RequestOutput<'tickets.check'>> => {
    asked.push(input);
    if (isSilent) throw new SubgraphUnavailable('tickets');
    const ticket = tickets.find(
      (one) =>
        one.isValid &&
        one.userId === input.userId &&
        one.type === input.type &&
        one.tournamentId === input.tournamentId &&
        (input.matchId === null || one.matchId === input.matchId) &&
        (input.code === null || one.code === input.code),
    );
    const answer = { valid: ticket !== undefined, ticketId: ticket?.id ?? null };
    await meanwhile?.();
    return answer;
  };

  const bus = {
    request: async (_name: string, content: string) =>
      JSON.stringify({ ok: true, value: await check(JSON.parse(content) as Check) }),
  } as unknown as EventBus;

  return {
    bus,
    handlers: { 'tickets.check': check },
    /** what has been asked since the last `asked.splice(0)` */
    asked,
    /** Gives a ticket to somebody. */
    issue: (ticket: Omit<FakeTicket, 'id' | 'code' | 'isValid'>): FakeTicket => {
      const issued = { ...ticket, id: newId(), code: `TKT-${newId().slice(-12)}`, isValid: true };
      tickets.push(issued);
      return issued;
    },
    /** Has every answer stay away, or come again. */
    silence: (silent = true): void => void (isSilent = silent),
    /** Has something happen after each answer is decided on, before it comes; nothing more if called with nothing. */
    meanwhile: (happen?: () => Promise<unknown>): void => void (meanwhile = happen),
  };
}

export type FakeTickets = ReturnType<typeof fakeTickets>;
