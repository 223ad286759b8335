import type { Texts } from './text.ts';

export const paymentTexts = {
  PAYMENT_FAILED: {
    EN: (money, { amount, tournament }) => ({
      title: 'Your payment failed',
      body: `Your payment of ${amount(money)} for ${tournament} was not accepted. Nothing has been charged.`,
    }),
    ES: (money, { amount, tournament }) => ({
      title: 'Tu pago no se realizó',
      body: `Tu pago de ${amount(money)} para ${tournament} no fue aceptado. No se te ha cobrado nada.`,
    }),
  },
  PAYMENT_REFUNDED: {
    EN: (money, { amount, tournament }) => ({
      title: 'Your payment has been refunded',
      body: `${amount(money)} that you paid for ${tournament} have been refunded to you.`,
    }),
    ES: (money, { amount, tournament }) => ({
      title: 'Te hemos devuelto tu pago',
      body: `Te hemos devuelto ${amount(money)} que pagaste para ${tournament}.`,
    }),
  },
  DONATION_CONFIRMED: {
    EN: (money, { amount, tournament }) => ({
      title: 'Thank you for your donation',
      body: `Your donation of ${amount(money)} to ${tournament} has arrived.`,
    }),
    ES: (money, { amount, tournament }) => ({
      title: 'Gracias por tu donación',
      body: `Tu donación de ${amount(money)} para ${tournament} ha llegado.`,
    }),
  },
  DONATION_RECEIVED: {
    EN: (money, { amount, tournament }) => ({
      title: `A donation for ${tournament}`,
      body: `Somebody has donated ${amount(money)} to ${tournament}.`,
    }),
    ES: (money, { amount, tournament }) => ({
      title: `Una donación para ${tournament}`,
      body: `Alguien ha donado ${amount(money)} para ${tournament}.`,
    }),
  },
} satisfies Partial<Texts>;
