import type { Kind } from '../src/domain/kinds.ts';
import type { ParamsOf } from '../src/domain/params.ts';
import type { Names } from '../src/domain/texts/text.ts';

export const NAMES: Names = { tournament: 'Copa <b>Ñandú</b>', match: 'Final "A"' };

const AT = '2026-11-25T23:00:00.000Z';

/** What a mail of each kind is to say: its subject, and its own words. */
export const EXPECTED: { [K in Kind]: { params: ParamsOf[K]; EN: [string, string]; ES: [string, string] } } =
  {
    WELCOME: {
      params: {},
      EN: [
        'Welcome to Arena',
        'Your account is ready. Find a tournament, take a seat, or watch the next match.',
      ],
      ES: [
        'Te damos la bienvenida a Arena',
        'Tu cuenta está lista. Busca un torneo, toma un cupo o mira la próxima partida.',
      ],
    },
    SECURITY: {
      params: { cause: 'PASSWORD_CHANGED' },
      EN: [
        'Your password has been changed',
        'The password of your account has been changed. If that was not you, set a new one at once.',
      ],
      ES: [
        'Tu contraseña ha cambiado',
        'La contraseña de tu cuenta ha cambiado. Si no fuiste tú, elige otra de inmediato.',
      ],
    },
    TICKET_ISSUED: {
      params: { type: 'VIEWER', isTransferred: false },
      EN: ['Your ticket: Final "A"', 'You have a ticket to watch Final "A" in Copa <b>Ñandú</b>.'],
      ES: ['Tu entrada: Final "A"', 'Tienes una entrada para ver Final "A" de Copa <b>Ñandú</b>.'],
    },
    TICKET_OFFERED: {
      params: { expiresAt: AT },
      EN: [
        'You are offered a ticket: Copa <b>Ñandú</b>',
        'Somebody offers you their ticket to play in Copa <b>Ñandú</b>. You can accept it until Wednesday, November 25, 2026 at 6:00 PM GMT-5.',
      ],
      ES: [
        'Te ofrecen una entrada: Copa <b>Ñandú</b>',
        'Alguien te ofrece su entrada para jugar en Copa <b>Ñandú</b>. Puedes aceptarla hasta el miércoles, 25 de noviembre de 2026, 6:00 p. m. COT.',
      ],
    },
    TICKET_CANCELED: {
      params: { type: 'PARTICIPANT', reason: 'BANNED' },
      EN: [
        'Your ticket is no longer valid: Copa <b>Ñandú</b>',
        'Your ticket to play in Copa <b>Ñandú</b> is no longer valid. You have been banned from the tournament.',
      ],
      ES: [
        'Tu entrada ya no es válida: Copa <b>Ñandú</b>',
        'Tu entrada para jugar en Copa <b>Ñandú</b> ya no es válida. Te han vetado del torneo.',
      ],
    },
    PAYMENT_FAILED: {
      params: { amountMinor: 2_000_000, currency: 'COP', reason: 'DECLINED' },
      EN: [
        'Your payment failed',
        'Your payment of COP 20,000.00 for Copa <b>Ñandú</b> was not accepted. Nothing has been charged.',
      ],
      ES: [
        'Tu pago no se realizó',
        'Tu pago de COP 20.000,00 para Copa <b>Ñandú</b> no fue aceptado. No se te ha cobrado nada.',
      ],
    },
    PAYMENT_REFUNDED: {
      params: { amountMinor: 1_230, currency: 'KWD', reason: 'REQUESTED' },
      EN: [
        'Your payment has been refunded',
        'KWD 1.230 that you paid for Copa <b>Ñandú</b> have been refunded to you.',
      ],
      ES: ['Te hemos devuelto tu pago', 'Te hemos devuelto KWD 1,230 que pagaste para Copa <b>Ñandú</b>.'],
    },
    DONATION_CONFIRMED: {
      params: { amountMinor: 1_234, currency: 'JPY' },
      EN: ['Thank you for your donation', 'Your donation of JPY 1,234 to Copa <b>Ñandú</b> has arrived.'],
      ES: ['Gracias por tu donación', 'Tu donación de JPY 1.234 para Copa <b>Ñandú</b> ha llegado.'],
    },
    DONATION_RECEIVED: {
      params: { amountMinor: 5, currency: 'USD' },
      EN: ['A donation for Copa <b>Ñandú</b>', 'Somebody has donated USD 0.05 to Copa <b>Ñandú</b>.'],
      ES: ['Una donación para Copa <b>Ñandú</b>', 'Alguien ha donado USD 0,05 para Copa <b>Ñandú</b>.'],
    },
    TOURNAMENT_CREATED: {
      params: { startsAt: AT },
      EN: [
        'A new tournament: Copa <b>Ñandú</b>',
        'Copa <b>Ñandú</b> has been announced. It starts on Wednesday, November 25, 2026 at 6:00 PM GMT-5.',
      ],
      ES: [
        'Un nuevo torneo: Copa <b>Ñandú</b>',
        'Se ha anunciado Copa <b>Ñandú</b>. Comienza el miércoles, 25 de noviembre de 2026, 6:00 p. m. COT.',
      ],
    },
    TOURNAMENT_UPDATED: {
      params: { dates: { startsAt: AT, revision: 1 } },
      EN: [
        'What is new in Copa <b>Ñandú</b>',
        'Copa <b>Ñandú</b> has new dates: it starts on Wednesday, November 25, 2026 at 6:00 PM GMT-5.',
      ],
      ES: [
        'Novedades de Copa <b>Ñandú</b>',
        'Copa <b>Ñandú</b> tiene nuevas fechas: comienza el miércoles, 25 de noviembre de 2026, 6:00 p. m. COT.',
      ],
    },
    TOURNAMENT_CANCELED: {
      params: {},
      EN: [
        'Canceled: Copa <b>Ñandú</b>',
        'Copa <b>Ñandú</b> will not take place. Its tickets are no longer valid, and what was paid for it is refunded.',
      ],
      ES: [
        'Cancelado: Copa <b>Ñandú</b>',
        'Copa <b>Ñandú</b> no se realizará. Sus entradas ya no son válidas y se devuelve lo que se pagó.',
      ],
    },
    STAFF_ADDED: {
      params: { role: 'ADMIN' },
      EN: ['You help to run Copa <b>Ñandú</b>', 'You have been made one of those who run Copa <b>Ñandú</b>.'],
      ES: ['Ahora organizas Copa <b>Ñandú</b>', 'Te han sumado al equipo que organiza Copa <b>Ñandú</b>.'],
    },
    MATCH_REMINDER: {
      params: { on: '2026-11-25', startsAt: AT },
      EN: [
        'Today: Final "A"',
        'Final "A" in Copa <b>Ñandú</b> starts on Wednesday, November 25, 2026 at 6:00 PM GMT-5.',
      ],
      ES: [
        'Hoy: Final "A"',
        'Final "A" de Copa <b>Ñandú</b> comienza el miércoles, 25 de noviembre de 2026, 6:00 p. m. COT.',
      ],
    },
    MATCH_RESCHEDULED: {
      params: { startsAt: AT },
      EN: [
        'A new date: Final "A"',
        'Final "A" in Copa <b>Ñandú</b> has been moved: it starts on Wednesday, November 25, 2026 at 6:00 PM GMT-5.',
      ],
      ES: [
        'Nueva fecha: Final "A"',
        'Final "A" de Copa <b>Ñandú</b> ha cambiado de fecha: comienza el miércoles, 25 de noviembre de 2026, 6:00 p. m. COT.',
      ],
    },
    MATCH_CANCELED: {
      params: {},
      EN: [
        'Canceled: Final "A"',
        'Final "A" in Copa <b>Ñandú</b> will not take place. Tickets to watch it are no longer valid, and what was paid for them is refunded.',
      ],
      ES: [
        'Cancelada: Final "A"',
        'Final "A" de Copa <b>Ñandú</b> no se jugará. Las entradas para verla ya no son válidas y se devuelve lo que se pagó.',
      ],
    },
    MATCH_WINNER: {
      params: { winnerTeamId: 'a-team', winner: 'Los <i>Cóndores</i>', isCorrected: false },
      EN: ['Final "A" has been won', 'Final "A" in Copa <b>Ñandú</b> was won by Los <i>Cóndores</i>.'],
      ES: ['Hay ganador en Final "A"', 'En Final "A" de Copa <b>Ñandú</b> ganó Los <i>Cóndores</i>.'],
    },
    STREAM_STARTED: {
      params: {},
      EN: ['Live now: Final "A"', 'Final "A" in Copa <b>Ñandú</b> has started, and you can watch it.'],
      ES: ['En vivo: Final "A"', 'Final "A" de Copa <b>Ñandú</b> ha comenzado y puedes verla.'],
    },
    KICKED: {
      params: { reason: 'Insultó & gritó' },
      EN: [
        'You can no longer watch Final "A"',
        'You have been sent away from Final "A" in Copa <b>Ñandú</b>. The reason given: Insultó & gritó',
      ],
      ES: [
        'Ya no puedes ver Final "A"',
        'Te han expulsado de Final "A" de Copa <b>Ñandú</b>. El motivo indicado: Insultó & gritó',
      ],
    },
    EMAIL_VERIFICATION: {
      params: { requestId: 'a-request' },
      EN: [
        'Confirm your e-mail address',
        'Somebody, most likely you, has given this address for an account at Arena. Please confirm that it is yours.',
      ],
      ES: [
        'Confirma tu correo electrónico',
        'Alguien, seguramente tú, ha dado esta dirección para una cuenta en Arena. Confirma, por favor, que es tuya.',
      ],
    },
    PASSWORD_RESET: {
      params: { requestId: 'a-request' },
      EN: ['Set a new password', 'A new password has been asked for, for your account at Arena.'],
      ES: ['Elige una nueva contraseña', 'Se ha pedido una nueva contraseña para tu cuenta en Arena.'],
    },
    ANNOUNCEMENT: {
      params: { title: 'Sala <2>', body: 'Es la 2.\nGracias.\n\nSuerte' },
      EN: [
        'Copa <b>Ñandú</b>: Sala <2>',
        'Those who run Copa <b>Ñandú</b> write to you:\n\nEs la 2.\nGracias.\n\nSuerte',
      ],
      ES: [
        'Copa <b>Ñandú</b>: Sala <2>',
        'Quienes organizan Copa <b>Ñandú</b> te escriben:\n\nEs la 2.\nGracias.\n\nSuerte',
      ],
    },
  };
