import { isEnumType, type GraphQLLeafType } from 'graphql';
import { choose, hash } from '../chance.ts';

/** Strings that are easily written wrong in JSON. */
const STRINGS = [
  'plain',
  '',
  '"quoted" \\ and \n broken',
  'ñandú \u2028 😀',
  '__proto__',
  'null',
  '\ud800 alone',
];

const CUSTOM: readonly unknown[] = [
  'text',
  0,
  -1.25e30,
  false,
  [],
  [1, [null, 'two'], {}],
  { constructor: 'built', __typename: 'Nothing', nested: { toString: [true] } },
];

/** The value of a field without sub-selections, as JSON has it. */
export function leafValue(type: GraphQLLeafType, ...site: readonly string[]): unknown {
  const number = hash('leaf', ...site);
  if (isEnumType(type)) return choose(type.getValues(), ...site).name;
  switch (type.name) {
    case 'Int':
      return (number % 2001) - 1000;
    case 'Float':
      return number % 5 === 0 ? number : number / 64 - 1_000_000;
    case 'Boolean':
      return number % 2 === 0;
    case 'ID':
    case 'String':
      return `${choose(STRINGS, ...site)} ${number % 100}`;
    default:
      return choose(CUSTOM, ...site);
  }
}
