import type { Texts } from './text.ts';

export const matchTexts = {
  MATCH_REMINDER: {
    EN: ({ on, startsAt }, { match, tournament, instant, day }) => ({
      title: `Today: ${match}`,
      body: startsAt
        ? `${match} in ${tournament} starts on ${instant(startsAt)}.`
        : `${match} in ${tournament} takes place on ${day(on)}.`,
    }),
    ES: ({ on, startsAt }, { match, tournament, instant, day }) => ({
      title: `Hoy: ${match}`,
      body: startsAt
        ? `${match} de ${tournament} comienza el ${instant(startsAt)}.`
        : `${match} de ${tournament} se juega el ${day(on)}.`,
    }),
  },
  MATCH_RESCHEDULED: {
    EN: ({ startsAt }, { match, tournament, instant }) => ({
      title: `A new date: ${match}`,
      body: `${match} in ${tournament} has been moved: it starts on ${instant(startsAt)}.`,
    }),
    ES: ({ startsAt }, { match, tournament, instant }) => ({
      title: `Nueva fecha: ${match}`,
      body: `${match} de ${tournament} ha cambiado de fecha: comienza el ${instant(startsAt)}.`,
    }),
  },
  MATCH_CANCELED: {
    EN: (_, { match, tournament }) => ({
      title: `Canceled: ${match}`,
      body: `${match} in ${tournament} will not take place. Tickets to watch it are no longer valid, and what was paid for them is refunded.`,
    }),
    ES: (_, { match, tournament }) => ({
      title: `Cancelada: ${match}`,
      body: `${match} de ${tournament} no se jugará. Las entradas para verla ya no son válidas y se devuelve lo que se pagó.`,
    }),
  },
  MATCH_WINNER: {
    EN: ({ winnerTeamId, winner, isCorrected }, { match, tournament }) => {
      const corrected = isCorrected ? 'The result has been corrected. ' : '';
      const name = winner ?? 'one of the teams';
      return winnerTeamId === null
        ? {
            title: `${match} is over`,
            body: `${corrected}${match} in ${tournament} has ended without a winner.`,
          }
        : {
            title: `${match} has been won`,
            body: `${corrected}${match} in ${tournament} was won by ${name}.`,
          };
    },
    ES: ({ winnerTeamId, winner, isCorrected }, { match, tournament }) => {
      const corrected = isCorrected ? 'El resultado ha sido corregido. ' : '';
      const name = winner ?? 'uno de los equipos';
      return winnerTeamId === null
        ? {
            title: `Terminó ${match}`,
            body: `${corrected}${match} de ${tournament} terminó sin ganador.`,
          }
        : {
            title: `Hay ganador en ${match}`,
            body: `${corrected}En ${match} de ${tournament} ganó ${name}.`,
          };
    },
  },
  STREAM_STARTED: {
    EN: (_, { match, tournament }) => ({
      title: `Live now: ${match}`,
      body: `${match} in ${tournament} has started, and you can watch it.`,
    }),
    ES: (_, { match, tournament }) => ({
      title: `En vivo: ${match}`,
      body: `${match} de ${tournament} ha comenzado y puedes verla.`,
    }),
  },
  KICKED: {
    EN: ({ reason }, { match, tournament }) => ({
      title: `You can no longer watch ${match}`,
      body: `You have been sent away from ${match} in ${tournament}.${reason ? ` The reason given: ${reason}` : ''}`,
    }),
    ES: ({ reason }, { match, tournament }) => ({
      title: `Ya no puedes ver ${match}`,
      body: `Te han expulsado de ${match} de ${tournament}.${reason ? ` El motivo indicado: ${reason}` : ''}`,
    }),
  },
} satisfies Partial<Texts>;
