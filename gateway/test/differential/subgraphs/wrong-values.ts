import { isEnumType, type GraphQLLeafType } from 'graphql';
import { choose } from '../chance.ts';

/** A JSON value that a leaf of this type never has. */
export function otherLeaf(type: GraphQLLeafType, ...site: readonly string[]): unknown {
  if (isEnumType(type)) return choose(['NO_SUCH_VALUE', 1, {}, [type.getValues()[0]?.name]], ...site);
  switch (type.name) {
    case 'Int':
      return choose(['12', 1.5, true, {}, [1]], ...site);
    case 'Float':
      return choose(['1.5', true, {}, [1.5]], ...site);
    case 'Boolean':
      return choose(['true', 1, {}, [false]], ...site);
    case 'ID':
      return choose([7, 1.5, true, {}, ['7']], ...site);
    default:
      return choose([7, true, { length: 3 }, ['text']], ...site);
  }
}

/** A JSON value that is no list. */
export const noList = (...site: readonly string[]): unknown =>
  choose(['text', 7, {}, { length: 1 }, true], ...site);

/** A JSON value that is neither object nor list. */
export const noObject = (...site: readonly string[]): unknown => choose(['text', 7, true], ...site);

/** A list where an object is due. */
export const listForObject = (...site: readonly string[]): unknown =>
  choose([[], [{}], [null], ['text']], ...site);
