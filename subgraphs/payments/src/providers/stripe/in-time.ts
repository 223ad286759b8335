import { ProviderUnavailable } from '../errors.ts';

/**
 * Waits so long and no longer for what is asked of Stripe, whose client may go on with it: repeated under its key it
 * does the same thing once.
 * @throws ProviderUnavailable once the time is over
 */
export async function inTime<T>(budgetMs: number, call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    const tooLate = () => reject(new ProviderUnavailable(`Stripe has not answered within ${budgetMs} ms`));
    timer = setTimeout(tooLate, budgetMs);
  });
  try {
    return await Promise.race([call, over]);
  } finally {
    clearTimeout(timer);
  }
}
