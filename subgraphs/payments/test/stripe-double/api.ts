import { ApiError, missing } from './api-error.ts';
import type { Books } from './books.ts';
import type { FormValue } from './form-body.ts';
import type { SessionObject } from './objects.ts';
import { expandParams, listParams, read, refundParams, sessionParams } from './params.ts';
import { createRefund, listDisputes, listRefunds } from './refunds.ts';
import { createSession, expireSession, sessionNow } from './sessions.ts';

type Form = Record<string, FormValue>;

/** A session with its payment, where that is asked for. */
const expanded = (books: Books, session: SessionObject, expand: string[] = []): object => ({
  ...session,
  payment_intent:
    expand.includes('payment_intent') && session.payment_intent !== null
      ? books.payments.get(session.payment_intent)
      : session.payment_intent,
});

function findPayment(books: Books, id: string): object {
  const payment = books.payments.get(id);
  if (!payment) throw missing('payment_intent', id);
  return payment;
}

const ROUTES: [RegExp, (books: Books, form: Form, id: string) => object][] = [
  [
    /^POST \/v1\/checkout\/sessions$/,
    (books, form) => {
      const params = read(sessionParams, form);
      return expanded(books, createSession(books, params), params.expand);
    },
  ],
  [
    /^GET \/v1\/checkout\/sessions\/(\w+)$/,
    (books, form, id) => expanded(books, sessionNow(books, id), read(expandParams, form).expand),
  ],
  [
    /^POST \/v1\/checkout\/sessions\/(\w+)\/expire$/,
    (books, form, id) => expanded(books, expireSession(books, id), read(expandParams, form).expand),
  ],
  [/^GET \/v1\/payment_intents\/(\w+)$/, (books, _form, id) => findPayment(books, id)],
  [/^POST \/v1\/refunds$/, (books, form) => createRefund(books, read(refundParams, form))],
  [/^GET \/v1\/refunds$/, (books, form) => listRefunds(books, read(listParams, form))],
  [/^GET \/v1\/disputes$/, (books, form) => listDisputes(books, read(listParams, form))],
];

/**
 * What Stripe's API answers.
 * @throws ApiError
 */
export function answer(books: Books, method: string, path: string, form: Form): object {
  const target = `${method} ${path}`;
  for (const [pattern, handle] of ROUTES) {
    const match = pattern.exec(target);
    if (match) return handle(books, form, match[1] ?? '');
  }
  throw new ApiError(404, { message: `Unrecognized request URL (${method}: ${path}).` });
}
