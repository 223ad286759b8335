import type { Contest } from '../src/db/standing-store.ts';
import { bracketOf, roundsOf } from './recorded-matches.ts';

const GROUP_F = bracketOf('ROUND_ROBIN', ['Germany', 'Mexico', 'Sweden', 'South Korea']);

/** Group F of the FIFA World Cup 2018, seeded as drawn. */
export const groupF: Contest = {
  brackets: [GROUP_F],
  matches: roundsOf(GROUP_F, [
    ['Germany 0:1 Mexico', 'Sweden 1:0 South Korea'],
    ['South Korea 1:2 Mexico', 'Germany 2:1 Sweden'],
    ['South Korea 2:0 Germany', 'Mexico 0:3 Sweden'],
  ]),
};

const KNOCKOUT = bracketOf('SINGLE_ELIMINATION', [
  ...['Uruguay', 'Portugal', 'France', 'Argentina', 'Brazil', 'Mexico', 'Belgium', 'Japan'],
  ...['Spain', 'Russia', 'Croatia', 'Denmark', 'Sweden', 'Switzerland', 'Colombia', 'England'],
]);

/** The rounds of the knockout stage of the FIFA World Cup 2018, without the match for the third place. */
export const KNOCKOUT_ROUNDS = [
  [
    ...['Uruguay 2:1 Portugal', 'France 4:3 Argentina', 'Brazil 2:0 Mexico', 'Belgium 3:2 Japan'],
    ...['Spain 1:1 Russia*', 'Croatia* 1:1 Denmark', 'Sweden 1:0 Switzerland', 'Colombia 1:1 England*'],
  ],
  ['Uruguay 0:2 France', 'Brazil 1:2 Belgium', 'Russia 2:2 Croatia*', 'Sweden 0:2 England'],
  ['France 1:0 Belgium', 'Croatia 2:1 England'],
  ['France 4:2 Croatia'],
];

/** The knockout stage of the FIFA World Cup 2018 as it stood after so many rounds, the third place played or not. */
export const knockout = (rounds = 4, thirdPlace = ['Belgium 2:0 England']): Contest => ({
  brackets: [KNOCKOUT],
  matches: [...roundsOf(KNOCKOUT, KNOCKOUT_ROUNDS.slice(0, rounds)), ...roundsOf(KNOCKOUT, [thirdPlace], 2)],
});
