import { eventually, keptSpans, serviceOf, traceIdOf, type EndedSpan } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askForSeat, checkoutOnce, opened, pageOf, press } from '../buying.ts';
import { makeCatalogue, organizeTournament } from '../catalogue.ts';
import { untilForSale } from '../purchases.ts';
import { registerMember, startedArena, type Member, type StartedArena } from '../started-arena.ts';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const CLIENT_SPAN = '00f067aa0ba902b7';

const { tracing, spans } = await keptSpans();
let arena: StartedArena;
let player: Member;
let tournamentId: string;
let checkoutId: string;

const ofPurchase = (): EndedSpan[] => spans.filter((span) => traceIdOf(span) === TRACE_ID);
const isMailed = (span: EndedSpan): boolean => span.name === 'send mail TICKET_ISSUED';

/** The names of a span and of all above it, up to the client's. */
function lineOf(span: EndedSpan): string[] {
  const byId = new Map(ofPurchase().map((one) => [one.spanContext().spanId, one]));
  const above = byId.get(span.parentSpanContext?.spanId ?? '');
  return above ? [span.name, ...lineOf(above)] : [span.name, span.parentSpanContext?.spanId ?? 'nothing'];
}

beforeAll(async () => {
  arena = await startedArena({}, undefined, { tracing });
  const organizer = await registerMember(arena, 'organizer');
  player = await registerMember(arena, 'player');
  tournamentId = await organizeTournament(organizer, await makeCatalogue(arena), 1);
  await untilForSale(arena.ask, tournamentId);

  const traceparent = `00-${TRACE_ID}-${CLIENT_SPAN}-01`;
  const traced = { ask: (query: string, variables = {}) => player.ask(query, variables, { traceparent }) };
  const checkout = await opened(askForSeat(traced, { origin: arena.url, tournamentId }));
  checkoutId = checkout.id;
  await press(pageOf(checkout), 'Pay');
  await checkoutOnce(player, checkout, 'SUCCEEDED');
  await eventually(
    async () => ofPurchase().filter(isMailed),
    ({ length }) => length > 0,
  );
});
afterAll(async () => {
  await arena[Symbol.asyncDispose]();
  await tracing.stop();
});

test('a purchase is one trace, from the request of the client to the mail, through the payment', () => {
  const [mail] = ofPurchase().filter(isMailed);
  expect(lineOf(mail as EndedSpan)).toEqual([
    'send mail TICKET_ISSUED',
    'process notifications.tickets.issued',
    'publish tickets.issued.v1',
    'process tickets.payments.paid',
    'publish payments.paid.v1',
    'mutation',
    'fetch payments',
    'mutation',
    CLIENT_SPAN,
  ]);
});

test('each span of it hangs on another, or on the span of the client', () => {
  const roots = new Set(ofPurchase().map((span) => lineOf(span).at(-1)));
  expect([...roots]).toEqual([CLIENT_SPAN]);
});

test('every service that takes part is in it', () => {
  expect(new Set(ofPurchase().map(serviceOf))).toEqual(
    new Set(['gateway', 'payments', 'tournaments', 'tickets', 'notifications']),
  );
});

test('statements are told by what they do and to which table, never by a value', () => {
  const statements = ofPurchase().filter(({ attributes }) => attributes['db.system.name'] === 'postgresql');
  expect(statements.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'INSERT checkouts',
      'UPDATE tickets',
      'INSERT outbox',
      'INSERT inbox',
      'INSERT mails',
    ]),
  );
  const told = JSON.stringify(
    spans.map(({ name, attributes, events, status }) => [name, attributes, events, status]),
  );
  for (const value of [player.id, '@arena.example', tournamentId, checkoutId, 'COP', arena.url])
    expect(told).not.toContain(value);
});
