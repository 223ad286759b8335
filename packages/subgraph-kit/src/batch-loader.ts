import DataLoader from 'dataloader';

/**
 * Batches the lookups of one level of a request into one call, each key once. It remembers nothing: of two
 * mutations in one request, each shows what it has done itself.
 * @param find the values in the order of the keys
 */
export const batchLoader = <Value>(find: (keys: readonly string[]) => Promise<Value[]>) =>
  new DataLoader<string, Value>(
    async (wanted) => {
      const keys = [...new Set(wanted)];
      const found = await find(keys);
      const byKey = new Map(keys.map((key, index) => [key, found[index] as Value]));
      return wanted.map((key) => byKey.get(key) as Value);
    },
    { cache: false },
  );
