/** How long one look may take, in ms: what it looks at is as good as away by then. */
export const LIMIT_MS = 3_000;

/** Something has not answered in time. */
export class TooSlow extends Error {
  constructor(limitMs: number) {
    super(`no answer within ${limitMs / 1000} s`);
  }
}

/**
 * Waits for what may hang.
 * @throws TooSlow when it does not settle within `limitMs`
 */
export async function inTime<Result>(work: Promise<Result>, limitMs = LIMIT_MS): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooSlow(limitMs)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
