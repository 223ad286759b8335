const TRY_AGAIN_MS = 1_000;

/** What could not be told, and is made up for by itself and before anything is read. */
export type MakeUp = {
  /** Notes that something could not be told. */
  fallBehind: () => void;
  /** Makes up for what could not be told. @returns whether nothing is owed @throws what telling does */
  caughtUp: () => Promise<boolean>;
  stop: () => void;
};

/**
 * @param tell makes up for all that could not be told
 * @param isReachable whether there is any use in trying
 */
export function createMakeUp(tell: () => Promise<void>, isReachable: () => boolean): MakeUp {
  let isBehind = false;
  /** all who come meanwhile wait for one and the same try */
  let telling: Promise<void> | undefined;
  let later: NodeJS.Timeout | undefined;

  async function tellAll(): Promise<void> {
    while (isBehind) {
      isBehind = false;
      try {
        await tell();
      } catch (error) {
        fallBehind();
        throw error;
      }
    }
  }

  async function caughtUp(): Promise<boolean> {
    if (!isBehind && !telling) return true;
    if (!isReachable()) return false;
    telling ??= tellAll().finally(() => (telling = undefined));
    await telling;
    return true;
  }

  function fallBehind(): void {
    isBehind = true;
    later ??= setTimeout(() => {
      later = undefined;
      caughtUp().then(
        (isDone) => isDone || fallBehind(),
        // it has fallen behind again, and will try again
        () => {},
      );
    }, TRY_AGAIN_MS).unref();
  }

  return { fallBehind, caughtUp, stop: () => clearTimeout(later) };
}
