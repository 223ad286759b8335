import { ApiError } from './api-error.ts';

type Remembered = { request: string; answer: object };

/** Remembers what was answered under a key; what was refused is not remembered, and may be asked for again. */
export function idempotency() {
  const remembered = new Map<string, Remembered>();
  return (key: string | undefined, request: string, work: () => object): object => {
    if (key === undefined) return work();
    const before = remembered.get(key);
    if (before && before.request !== request)
      throw new ApiError(400, {
        type: 'idempotency_error',
        message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      });
    if (before) return before.answer;
    // as it was then, whatever becomes of it
    const answer = structuredClone(work());
    remembered.set(key, { request, answer });
    return answer;
  };
}
