/**
 * Runs tasks, no more than `count` at once; the others wait in their order.
 */
export function createSlots(count: number): <Result>(task: () => Promise<Result>) => Promise<Result> {
  let free = count;
  const waiting: (() => void)[] = [];

  return async (task) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      // whoever waits takes the place over: nobody can come in between
      if (next) next();
      else free += 1;
    }
  };
}
