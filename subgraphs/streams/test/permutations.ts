/** Every order of some items. */
const permutations = <Item>(items: readonly Item[]): Item[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));

const AT_MOST = 8;

/** The orders of some items that a test run goes through: all of them in a full run, else a few from all over. */
export function ordersToTry<Item>(items: readonly Item[]): Item[][] {
  const all = permutations(items);
  if (process.env['ARENA_FULL'] === '1') return all;
  const step = Math.ceil(all.length / AT_MOST);
  return all.filter((_, index) => index % step === 0 || index === all.length - 1);
}
