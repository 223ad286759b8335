import type { ParamsOf } from '../params.ts';
import type { Setting, Texts } from './text.ts';

type TicketType = ParamsOf['TICKET_ISSUED']['type'];

const admission = {
  EN: (type: TicketType, { match, tournament }: Setting) =>
    type === 'VIEWER' ? `to watch ${match} in ${tournament}` : `to play in ${tournament}`,
  ES: (type: TicketType, { match, tournament }: Setting) =>
    type === 'VIEWER' ? `para ver ${match} de ${tournament}` : `para jugar en ${tournament}`,
};

/** Why a ticket has lost its validity; what is not among them needs no words. */
const REASONS: Record<string, { EN: string; ES: string }> = {
  BANNED: {
    EN: 'You have been banned from the tournament.',
    ES: 'Te han vetado del torneo.',
  },
  NO_PLACE: {
    EN: 'The teams were settled already, so there was no place left.',
    ES: 'Los equipos ya estaban completos y no quedaba ningún lugar.',
  },
  REFUNDED: { EN: 'Its price is paid back.', ES: 'Se devuelve su precio.' },
  DISPUTE_LOST: { EN: 'Its payment was taken back.', ES: 'Su pago fue revertido.' },
};

const because = (reason: string, locale: 'EN' | 'ES'): string => {
  const words = REASONS[reason]?.[locale];
  return words === undefined ? '' : ` ${words}`;
};

export const ticketTexts = {
  TICKET_ISSUED: {
    EN: ({ type, isTransferred }, setting) => ({
      title: `Your ticket: ${type === 'VIEWER' ? setting.match : setting.tournament}`,
      body: isTransferred
        ? `The ticket ${admission.EN(type, setting)} is yours now.`
        : `You have a ticket ${admission.EN(type, setting)}.`,
    }),
    ES: ({ type, isTransferred }, setting) => ({
      title: `Tu entrada: ${type === 'VIEWER' ? setting.match : setting.tournament}`,
      body: isTransferred
        ? `La entrada ${admission.ES(type, setting)} ahora es tuya.`
        : `Tienes una entrada ${admission.ES(type, setting)}.`,
    }),
  },
  TICKET_OFFERED: {
    EN: ({ expiresAt }, { tournament, instant }) => ({
      title: `You are offered a ticket: ${tournament}`,
      body: `Somebody offers you their ticket to play in ${tournament}. You can accept it until ${instant(expiresAt)}.`,
    }),
    ES: ({ expiresAt }, { tournament, instant }) => ({
      title: `Te ofrecen una entrada: ${tournament}`,
      body: `Alguien te ofrece su entrada para jugar en ${tournament}. Puedes aceptarla hasta el ${instant(expiresAt)}.`,
    }),
  },
  TICKET_CANCELED: {
    EN: ({ type, reason }, setting) => ({
      title: `Your ticket is no longer valid: ${type === 'VIEWER' ? setting.match : setting.tournament}`,
      body: `Your ticket ${admission.EN(type, setting)} is no longer valid.${because(reason, 'EN')}`,
    }),
    ES: ({ type, reason }, setting) => ({
      title: `Tu entrada ya no es válida: ${type === 'VIEWER' ? setting.match : setting.tournament}`,
      body: `Tu entrada ${admission.ES(type, setting)} ya no es válida.${because(reason, 'ES')}`,
    }),
  },
} satisfies Partial<Texts>;
