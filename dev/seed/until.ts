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
): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  while (!isRight(await ask())) {
    if (Date.now() > deadline) throw new Error(`The demo data waits in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
