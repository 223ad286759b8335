import { idSchema, lineSchema, textSchema } from '@arena/subgraph-kit';
import { z } from 'zod';
import type { Settings } from '../app.ts';

const MAX_URL_LENGTH = 2_000;

/** An absolute address on one of these origins, where the provider sends a buyer back to. */
const returnUrlSchema = (origins: readonly string[]) =>
  z
    .instanceof(URL, { message: 'must be an absolute address' })
    .refine(({ protocol }) => /^https?:$/.test(protocol), 'must begin with http:// or https://')
    .refine(({ origin }) => origins.includes(origin), `must lead to ${origins.join(' or ')}`)
    .refine(
      ({ username, password }) => username === '' && password === '',
      'must not hold a name or password',
    )
    .transform(({ href }) => href)
    .refine((href) => href.length <= MAX_URL_LENGTH, `must have at most ${MAX_URL_LENGTH} characters`);

const common = ({ returnOrigins }: Settings) => ({
  successUrl: returnUrlSchema(returnOrigins),
  cancelUrl: returnUrlSchema(returnOrigins),
  idempotencyKey: lineSchema(1, 64),
});

/** A seat to buy. */
export const participantTicketSchema = (settings: Settings) =>
  z.object({ tournamentId: idSchema, ticketId: idSchema.nullish().default(null), ...common(settings) });

/** A ticket to watch a match. */
export const viewerTicketSchema = (settings: Settings) =>
  z.object({ matchId: idSchema, ...common(settings) });

/** The currency in which the smallest donation is set. */
const DONATION_CURRENCY = 'COP';

const giftSchema = ({ minDonationMinor }: Settings) =>
  z
    .object({
      amount: z.int('must be a whole number of minor units, at most 2^53 - 1'),
      currency: z.string(),
    })
    .superRefine(({ amount, currency }, context) => {
      const least = currency === DONATION_CURRENCY ? minDonationMinor : 1;
      if (amount >= least) return;
      context.addIssue({ code: 'custom', path: ['amount'], message: `must be at least ${least}` });
    });

/** A gift to the organiser of a tournament. */
export const donationSchema = (settings: Settings) =>
  z.object({
    tournamentId: idSchema,
    amount: giftSchema(settings),
    message: textSchema(1, 500).nullish().default(null),
    anonymous: z.boolean().nullish().default(false),
    ...common(settings),
  });

/** Why an administrator gives money back. */
export const refundReasonSchema = textSchema(1, 500);
