/**
 * Has work be done by one call at a time: a call that comes meanwhile has it done once more when it ends, and does not
 * wait for that. So work that goes on for long takes the place of one job, however often it is asked for. Should it fail,
 * whoever has come meanwhile has it done all the same: the job of the first may have been replaced by theirs.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let isUnderWay = false;
  let isWantedAgain = false;
  return async () => {
    isWantedAgain = true;
    if (isUnderWay) return;
    isUnderWay = true;
    try {
      while (isWantedAgain) {
        isWantedAgain = false;
        await work().catch((error: unknown) => {
          if (!isWantedAgain) throw error;
        });
      }
    } finally {
      isUnderWay = false;
    }
  };
}
