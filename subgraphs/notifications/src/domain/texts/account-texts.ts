import type { Texts } from './text.ts';

export const accountTexts = {
  WELCOME: {
    EN: () => ({
      title: 'Welcome to Arena',
      body: 'Your account is ready. Find a tournament, take a seat, or watch the next match.',
    }),
    ES: () => ({
      title: 'Te damos la bienvenida a Arena',
      body: 'Tu cuenta está lista. Busca un torneo, toma un cupo o mira la próxima partida.',
    }),
  },
  EMAIL_VERIFICATION: {
    EN: () => ({
      title: 'Confirm your e-mail address',
      body: 'We have sent you an e-mail with which you confirm that the address is yours.',
    }),
    ES: () => ({
      title: 'Confirma tu correo electrónico',
      body: 'Te hemos enviado un correo con el que confirmas que la dirección es tuya.',
    }),
  },
  PASSWORD_RESET: {
    EN: () => ({
      title: 'Set a new password',
      body: 'Somebody, hopefully you, has asked for a new password for your account.',
    }),
    ES: () => ({
      title: 'Elige una nueva contraseña',
      body: 'Alguien, esperamos que tú, ha pedido una nueva contraseña para tu cuenta.',
    }),
  },
  SECURITY: {
    EN: ({ cause }) =>
      cause === 'SUSPENDED'
        ? {
            title: 'Your account has been suspended',
            body: 'Your account has been suspended, and you have been signed out everywhere.',
          }
        : {
            title: 'Your password has been changed',
            body: 'The password of your account has been changed. If that was not you, set a new one at once.',
          },
    ES: ({ cause }) =>
      cause === 'SUSPENDED'
        ? {
            title: 'Tu cuenta ha sido suspendida',
            body: 'Tu cuenta ha sido suspendida y se han cerrado todas tus sesiones.',
          }
        : {
            title: 'Tu contraseña ha cambiado',
            body: 'La contraseña de tu cuenta ha cambiado. Si no fuiste tú, elige otra de inmediato.',
          },
  },
} satisfies Partial<Texts>;
