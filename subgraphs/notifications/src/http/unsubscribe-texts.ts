import type { Locale } from '../domain/texts/text.ts';
import type { OptionalKind } from '../mail/unsubscribe-token.ts';

/** What mails of each kind are about. */
export const TOPICS: Record<OptionalKind, Record<Locale, string>> = {
  WELCOME: { EN: 'new accounts', ES: 'cuentas nuevas' },
  TICKET_ISSUED: { EN: 'tickets that you get', ES: 'entradas que recibes' },
  TICKET_OFFERED: { EN: 'tickets that you are offered', ES: 'entradas que te ofrecen' },
  TICKET_CANCELED: { EN: 'tickets that are no longer valid', ES: 'entradas que dejan de ser válidas' },
  PAYMENT_FAILED: { EN: 'payments that failed', ES: 'pagos que no se realizaron' },
  PAYMENT_REFUNDED: { EN: 'refunds', ES: 'devoluciones' },
  DONATION_CONFIRMED: { EN: 'your donations', ES: 'tus donaciones' },
  DONATION_RECEIVED: {
    EN: 'donations to tournaments that you run',
    ES: 'donaciones a torneos que organizas',
  },
  TOURNAMENT_CREATED: { EN: 'new tournaments', ES: 'torneos nuevos' },
  TOURNAMENT_UPDATED: { EN: 'changes of tournaments', ES: 'cambios en los torneos' },
  TOURNAMENT_CANCELED: { EN: 'tournaments that are canceled', ES: 'torneos que se cancelan' },
  STAFF_ADDED: { EN: 'tournaments that you come to run', ES: 'torneos que pasas a organizar' },
  MATCH_REMINDER: { EN: 'matches of the day', ES: 'partidas del día' },
  MATCH_RESCHEDULED: { EN: 'matches that are moved', ES: 'partidas que cambian de fecha' },
  MATCH_CANCELED: { EN: 'matches that are canceled', ES: 'partidas que se cancelan' },
  MATCH_WINNER: { EN: 'results of matches', ES: 'resultados de las partidas' },
  STREAM_STARTED: { EN: 'matches that go live', ES: 'partidas que comienzan en vivo' },
  KICKED: { EN: 'streams that you can no longer watch', ES: 'transmisiones que ya no puedes ver' },
  ANNOUNCEMENT: { EN: 'what the staff of tournaments announce', ES: 'avisos de quienes organizan torneos' },
};

/** A heading, and what follows it. */
type Words = { heading: string; text: string };

/** What the pages say. */
export const PAGE_TEXTS: Record<
  Locale,
  {
    /** as a BCP 47 tag */
    language: string;
    ask: (topic: string) => Words & { button: string };
    done: (topic: string) => Words;
    missing: Words;
  }
> = {
  EN: {
    language: 'en',
    ask: (topic) => ({
      heading: `E-mails about ${topic}`,
      text: `Do you want to get no more e-mails about ${topic}? In the app you are told of them as before.`,
      button: 'Get no more of these e-mails',
    }),
    done: (topic) => ({
      heading: 'No more of these e-mails',
      text: `You get no more e-mails about ${topic}. In your notification preferences you can have them again.`,
    }),
    missing: {
      heading: 'No such link',
      text: 'This address turns no e-mails off. It may have been copied in part.',
    },
  },
  ES: {
    language: 'es',
    ask: (topic) => ({
      heading: `Correos sobre ${topic}`,
      text: `¿Quieres no recibir más correos sobre ${topic}? En la aplicación lo seguirás viendo como antes.`,
      button: 'No recibir más estos correos',
    }),
    done: (topic) => ({
      heading: 'Ya no recibirás estos correos',
      text: `No recibirás más correos sobre ${topic}. Puedes volver a activarlos en tus preferencias de notificaciones.`,
    }),
    missing: {
      heading: 'Enlace desconocido',
      text: 'Esta dirección no desactiva ningún correo. Quizá se copió solo una parte.',
    },
  },
};
