import type { Delivery, EventBus, RequestInput, RequestName, RequestOutput } from '@arena/events';
import { DomainError, NotFound, SubgraphUnavailable } from '@arena/subgraph-kit';

type Asked = 'users.contacts' | 'users.mint-token' | 'tickets.code';
type Handlers = { [Name in Asked]: (input: RequestInput<Name>) => Promise<RequestOutput<Name>> };
type Person = RequestOutput<'users.contacts'>['contacts'][number];

/** The other domains as far as notifications asks them, and a bus that carries what the test tells. */
export function fakeDomains() {
  const people = new Map<string, Person>();
  const tokens = new Map<string, { token: string; userId: string; expiresAt: string }>();
  const codes = new Map<string, { code: string; ownerId: string }>();
  const consumers = new Map<string, (delivery: Delivery) => Promise<void>>();
  const asked: { name: RequestName; input: unknown }[] = [];
  let silent: readonly RequestName[] = [];

  const handlers: Handlers = {
    'users.contacts': async ({ userIds }) => ({
      contacts: userIds.flatMap((id) => people.get(id) ?? []),
    }),
    'users.mint-token': async ({ requestId }) => tokens.get(requestId) ?? null,
    'tickets.code': async ({ ticketId, ownerId }) => {
      const ticket = codes.get(ticketId);
      if (ticket?.ownerId !== ownerId) throw new NotFound('Ticket');
      return { code: ticket.code };
    },
  };

  const answer = async (name: RequestName, content: string): Promise<object> => {
    const input: unknown = JSON.parse(content);
    asked.push({ name, input });
    if (silent.includes(name)) throw new SubgraphUnavailable(name.split('.')[0] ?? name);
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
    consume: async (queue: string, handle: (delivery: Delivery) => Promise<void>) => {
      consumers.set(queue, handle);
      return { stop: async () => void consumers.delete(queue) };
    },
  } as unknown as EventBus;

  return {
    bus,
    /** how they answer what is asked of them */
    handlers,
    /** whom users knows */
    people,
    /** the tokens of requests for mails */
    tokens,
    /** the codes of tickets */
    codes,
    /** Hands a message to whoever consumes from the queue, and waits until it is handled. */
    deliver: async (queue: string, delivery: Delivery): Promise<void> => {
      const handle = consumers.get(queue);
      if (!handle) throw new Error(`Nobody consumes from ${queue}`);
      await handle(delivery);
    },
    /** what has been asked of the other domains */
    asked: (name: RequestName) => asked.filter((one) => one.name === name).map(({ input }) => input),
    /** Has these requests stay without an answer; none if called with nothing. */
    silence: (...names: RequestName[]): void => void (silent = names),
  };
}

export type FakeDomains = ReturnType<typeof fakeDomains>;
