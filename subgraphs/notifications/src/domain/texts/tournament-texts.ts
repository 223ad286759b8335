import type { Texts } from './text.ts';

export const tournamentTexts = {
  TOURNAMENT_CREATED: {
    EN: ({ startsAt }, { tournament, instant }) => ({
      title: `A new tournament: ${tournament}`,
      body: `${tournament} has been announced. It starts on ${instant(startsAt)}.`,
    }),
    ES: ({ startsAt }, { tournament, instant }) => ({
      title: `Un nuevo torneo: ${tournament}`,
      body: `Se ha anunciado ${tournament}. Comienza el ${instant(startsAt)}.`,
    }),
  },
  TOURNAMENT_UPDATED: {
    EN: ({ dates }, { tournament, instant }) => ({
      title: `What is new in ${tournament}`,
      body: dates
        ? `${tournament} has new dates: it starts on ${instant(dates.startsAt)}.`
        : `The details of ${tournament} have changed.`,
    }),
    ES: ({ dates }, { tournament, instant }) => ({
      title: `Novedades de ${tournament}`,
      body: dates
        ? `${tournament} tiene nuevas fechas: comienza el ${instant(dates.startsAt)}.`
        : `Han cambiado los detalles de ${tournament}.`,
    }),
  },
  TOURNAMENT_CANCELED: {
    EN: (_, { tournament }) => ({
      title: `Canceled: ${tournament}`,
      body: `${tournament} will not take place. Its tickets are no longer valid, and what was paid for it is refunded.`,
    }),
    ES: (_, { tournament }) => ({
      title: `Cancelado: ${tournament}`,
      body: `${tournament} no se realizará. Sus entradas ya no son válidas y se devuelve lo que se pagó.`,
    }),
  },
  STAFF_ADDED: {
    EN: (_, { tournament }) => ({
      title: `You help to run ${tournament}`,
      body: `You have been made one of those who run ${tournament}.`,
    }),
    ES: (_, { tournament }) => ({
      title: `Ahora organizas ${tournament}`,
      body: `Te han sumado al equipo que organiza ${tournament}.`,
    }),
  },
  ANNOUNCEMENT: {
    EN: ({ title, body }) => ({ title, body }),
    ES: ({ title, body }) => ({ title, body }),
  },
} satisfies Partial<Texts>;
