const POLL_MS = 50;
const WITHIN_MS = 30_000;

/**
 * Asks again until the answer is as wanted, which follows from events between the services.
 * @param what is waited for, in words
 * @throws Error when it has not come within 30 s
 */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer>,
  isRight: (answer: Answer) => boolean,
): Promise<Answer> {
  const deadline = Date.now() + WITHIN_MS;
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    if (Date.now() > deadline) {
      throw new Error(`Waited ${WITHIN_MS / 1_000} s in vain until ${what}: ${JSON.stringify(answer)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
