import { ApiError } from './api-error.ts';

type Remembered = { request: string; answer: () => object };

/** Whether the work on a request had begun when it was refused; what cannot even be read is not remembered. */
const hasBegun = ({ status, body }: ApiError): boolean =>
  !(body.error.code ?? '').startsWith('parameter_') && status !== 409;

/**
 * Remembers what was answered under a key, be it a yes, a no or a fault: it is answered so again, whatever has become of
 * it since.
 */
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
    if (before) return before.answer();
    try {
      // as it was then, whatever becomes of it
      const answer = structuredClone(work());
      remembered.set(key, { request, answer: () => answer });
      return answer;
    } catch (error) {
      if (error instanceof ApiError && hasBegun(error)) {
        const again = () => {
          throw error;
        };
        remembered.set(key, { request, answer: again });
      }
      throw error;
    }
  };
}
