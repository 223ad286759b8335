import type { Member } from '../started-arena.ts';
import { inEnglish, inSpanish } from './in-words.ts';
import { told, toldByMail, toldInApp, type Telling } from './telling.ts';
import type { ToldScene } from './told-scene.ts';

type People = ToldScene['people'];

/** Has each of some people be told the same. */
export const toEach = (
  members: readonly Member[],
  way: typeof told,
  title: string,
  body: string,
): Telling[] => members.map(({ username }) => way(username, title, body));

const englishReaders = (people: People): Member[] =>
  Object.values(people).filter((member) => member !== people.player);

/** What everybody is told who has just registered. */
export const welcomed = (people: People): Telling[] => [
  ...toEach(
    englishReaders(people),
    told,
    'Welcome to Arena',
    'Your account is ready. Find a tournament, take a seat, or watch the next match.',
  ),
  ...toEach(
    englishReaders(people),
    toldInApp,
    'Confirm your e-mail address',
    'We have sent you an e-mail with which you confirm that the address is yours.',
  ),
  ...toEach(
    englishReaders(people),
    toldByMail,
    'Confirm your e-mail address',
    'Somebody, most likely you, has given this address for an account at Arena. Please confirm that it is yours.',
  ),
  told(
    'player',
    'Te damos la bienvenida a Arena',
    'Tu cuenta está lista. Busca un torneo, toma un cupo o mira la próxima partida.',
  ),
  toldInApp(
    'player',
    'Confirma tu correo electrónico',
    'Te hemos enviado un correo con el que confirmas que la dirección es tuya.',
  ),
  toldByMail(
    'player',
    'Confirma tu correo electrónico',
    'Alguien, seguramente tú, ha dado esta dirección para una cuenta en Arena. Confirma, por favor, que es tuya.',
  ),
];

/** What everybody is told of a new tournament, and some of them, who read English, by mail too. */
export function announced(
  people: People,
  name: string,
  startsAt: Date,
  byMail: readonly Member[],
): Telling[] {
  const title = `A new tournament: ${name}`;
  const body = `${name} has been announced. It starts on ${inEnglish(startsAt)}.`;
  return [
    ...toEach(englishReaders(people), toldInApp, title, body),
    ...toEach(byMail, toldByMail, title, body),
    toldInApp(
      'player',
      `Un nuevo torneo: ${name}`,
      `Se ha anunciado ${name}. Comienza el ${inSpanish(startsAt)}.`,
    ),
  ];
}

/** What is told of Cup 2, called off by the organizer, once the player and the fan had paid for their tickets. */
export const calledOff = ({ organizer, fan }: People): Telling[] => [
  ...toEach(
    [organizer, fan],
    told,
    'Canceled: Cup 2',
    'Cup 2 will not take place. Its tickets are no longer valid, and what was paid for it is refunded.',
  ),
  told(
    'fan',
    'Your payment has been refunded',
    'COP 5,000.00 that you paid for Cup 2 have been refunded to you.',
  ),
  told(
    'player',
    'Cancelado: Cup 2',
    'Cup 2 no se realizará. Sus entradas ya no son válidas y se devuelve lo que se pagó.',
  ),
  told('player', 'Te hemos devuelto tu pago', 'Te hemos devuelto COP 20.000,00 que pagaste para Cup 2.'),
];
