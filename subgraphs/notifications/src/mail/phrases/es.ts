import type { Phrases } from './phrases.ts';

export const ES: Phrases = {
  language: 'es',
  greeting: (name) => (name === null ? 'Hola:' : `Hola, ${name}:`),
  verification: {
    lead: 'Alguien, seguramente tú, ha dado esta dirección para una cuenta en Arena. Confirma, por favor, que es tuya.',
    link: 'Confirmar la dirección',
    note: 'El enlace y el código sirven una sola vez y por tiempo limitado. Si no fuiste tú, no hagas nada: sin este correo nadie puede confirmar la dirección.',
  },
  reset: {
    lead: 'Se ha pedido una nueva contraseña para tu cuenta en Arena.',
    link: 'Elegir una nueva contraseña',
    note: 'El enlace y el código sirven una sola vez y por poco tiempo. Si no fuiste tú, no hagas nada: tu contraseña sigue siendo la misma.',
  },
  orCode: 'O escribe este código donde se te pida:',
  ticket: {
    code: 'El código de tu entrada:',
    alt: 'El código de tu entrada como código QR',
    note: 'Muéstralo donde te pidan la entrada y a nadie más: quien sabe el código puede usarla.',
  },
  reminder: {
    subject: (count, day) => `Tus ${count} partidas del ${day}`,
    lead: 'Estas son tus partidas del día:',
    match: 'Una partida',
  },
  announcement: {
    subject: (tournament, title) => (tournament === null ? title : `${tournament}: ${title}`),
    lead: (tournament) => `Quienes organizan ${tournament ?? 'el torneo'} te escriben:`,
  },
  footer: 'Recibes este correo porque tienes una cuenta en Arena.',
  securityFooter:
    'Recibes este correo porque trata de la seguridad de una cuenta en Arena. Estos correos no se pueden desactivar.',
  unsubscribe: 'No recibir más correos de este tipo',
};
