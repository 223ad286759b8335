import { z } from 'zod';
import { amountMinor, currency, id, instant } from './define-event.ts';

/** A command or question that one domain puts to another and waits for. */
export type RequestDefinition<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = {
  summary: string;
  input: Input;
  output: Output;
};

const defineRequest = <Input extends z.ZodRawShape, Output extends z.ZodType>(
  summary: string,
  input: Input,
  output: Output,
): RequestDefinition<z.ZodObject<Input>, Output> => ({ summary, input: z.object(input), output });

const type = z.enum(['PARTICIPANT', 'VIEWER']);

/** Every request that crosses a domain's border, by its name: the replier's domain first. */
export const REQUESTS = {
  'tournaments.sale-terms': defineRequest(
    'What a ticket costs at this moment, and whether it is for sale at all.',
    {
      /** that of the match if null */
      tournamentId: id.nullable(),
      /** what is to be watched; needed for a viewer ticket */
      matchId: id.nullable(),
      kind: type,
      buyerId: id,
    },
    z.object({
      tournamentId: id,
      /** what it is a ticket for, in words: the tournament’s name, and before it the match’s */
      subject: z.string(),
      isOpen: z.boolean(),
      /** why the sale is closed; null when it is open */
      closedReason: z.string().nullable(),
      priceMinor: amountMinor,
      currency,
      closesAt: instant.nullable(),
    }),
  ),
  'tournaments.name': defineRequest(
    'What a tournament is called, for a page that is not of the graph.',
    { tournamentId: id },
    z.object({ name: z.string() }),
  ),
  'tournaments.match-role': defineRequest(
    'What somebody is in a tournament.',
    { tournamentId: id, userId: id },
    z.object({ role: z.enum(['ADMIN', 'SUBADMIN', 'PARTICIPANT']).nullable() }),
  ),
  'tickets.reserve': defineRequest(
    'Holds a ticket for a checkout until it lapses; with `activate` it is issued at once, for a free seat. ' +
      'Repeated for the same checkout it returns the same ticket.',
    {
      checkoutId: id,
      buyerId: id,
      tournamentId: id,
      type,
      matchId: id.nullable(),
      /** a given seat; any free one if null */
      ticketId: id.nullable(),
      priceMinor: amountMinor,
      currency,
      holdUntil: instant,
      activate: z.boolean(),
    },
    z.object({ ticketId: id, status: z.enum(['RESERVED', 'ACTIVE']), holdUntil: instant.nullable() }),
  ),
  'tickets.release': defineRequest(
    'Gives the ticket held for a checkout free again; what is not held stays as it is.',
    { checkoutId: id },
    z.object({ released: z.boolean() }),
  ),
  'tickets.answer': defineRequest(
    'What was answered to the payment of a checkout, should the event of it be lost: the ticket that was issued, or why none could be; neither while nothing has been answered.',
    { checkoutId: id },
    z.object({ ticketId: id.nullable(), unavailableReason: z.string().nullable() }),
  ),
  'tickets.check': defineRequest(
    'Whether somebody holds a valid ticket, by its code or for the tournament or match; `checkIn` marks it as used to enter.',
    {
      userId: id,
      tournamentId: id,
      matchId: id.nullable(),
      type,
      code: z.string().nullable(),
      checkIn: z.boolean(),
    },
    z.object({ valid: z.boolean(), ticketId: id.nullable() }),
  ),
  'tickets.code': defineRequest(
    'The code of a ticket, for the mail to its owner.',
    { ticketId: id, ownerId: id },
    z.object({ code: z.string() }),
  ),
  'users.contacts': defineRequest(
    'How to reach people: for the mailer alone.',
    { userIds: z.array(id).max(1_000) },
    z.object({
      contacts: z.array(
        z.object({
          userId: id,
          email: z.string(),
          displayName: z.string(),
          locale: z.string(),
          active: z.boolean(),
          /** whether the person has shown that the address is theirs */
          emailVerified: z.boolean().optional(),
        }),
      ),
    }),
  ),
  'users.mint-token': defineRequest(
    'The token for the mail that somebody has asked for: for the mailer alone. Asked again it is the same; null when ' +
      'there is no such request, or its token has been used, has become void or has expired.',
    { requestId: id, purpose: z.enum(['EMAIL_VERIFICATION', 'PASSWORD_RESET']) },
    z.object({ token: z.string(), userId: id, expiresAt: instant }).nullable(),
  ),
};

export type RequestName = keyof typeof REQUESTS;
export type RequestInput<Name extends RequestName> = z.output<(typeof REQUESTS)[Name]['input']>;
export type RequestOutput<Name extends RequestName> = z.output<(typeof REQUESTS)[Name]['output']>;
