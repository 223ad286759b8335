/** One of some, each as likely. */
export const oneOf = <Item>(items: readonly Item[]): Item | undefined =>
  items[Math.floor(Math.random() * items.length)];

/** One of some, each as likely as it weighs. */
export function byWeight<Item extends { weight: number }>(items: readonly Item[]): Item {
  let left = Math.random() * items.reduce((sum, { weight }) => sum + weight, 0);
  const found = items.find(({ weight }) => (left -= weight) < 0) ?? items.at(-1);
  if (!found) throw new Error('There is nothing to choose from');
  return found;
}

export const between = (least: number, most: number): number => least + Math.random() * (most - least);
