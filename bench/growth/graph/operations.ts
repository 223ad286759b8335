import { KNOWN_BY } from './subgraphs.ts';

/** A query of the generated graph; another seed asks for other records. */
export type Operation = {
  name: string;
  /** what follows the keyword and the name */
  text: string;
  /** beside the seed */
  variables: Record<string, unknown>;
  /** how many calls it takes */
  fetches: number;
};

/** The text of an operation under a name: what is named otherwise is another to a gateway, and is planned anew. */
export const queryOf = ({ text }: Operation, name: string): string => `query ${name}${text}`;

/** A list with fields of each item from a second subgraph. */
export const listOf = (length: number): Operation => ({
  name: `${length} items`,
  text: '($length: Int!, $seed: Int!) { items0(length: $length, seed: $seed) { id name label more0 } }',
  variables: { length },
  fetches: 2,
});

const MORE = Array.from({ length: KNOWN_BY }, (_, n) => `more${n}`).join(' ');

/** As many items, each from a subgraph of its own and with a field from each of three others: four fetches an item. */
export const besideEachOther = (items: number): Operation => ({
  name: `${items * (KNOWN_BY + 1)} fetches, most beside each other`,
  text: `($seed: Int!) { ${Array.from({ length: items }, (_, n) => `item${n}(seed: $seed) { id name ${MORE} }`).join(' ')} }`,
  variables: {},
  fetches: items * (KNOWN_BY + 1),
});

/** Items that lead from subgraph to subgraph, each of which waits for the one before. */
export function inSequence(levels: number): Operation {
  let selected = 'id name label';
  for (let level = 1; level < levels; level += 1) selected = `id name label next { ${selected} }`;
  return {
    name: `${levels} ${levels === 1 ? 'fetch' : 'fetches, one after the other'}`,
    text: `($seed: Int!) { item0(seed: $seed) { ${selected} } }`,
    variables: {},
    fetches: levels,
  };
}
