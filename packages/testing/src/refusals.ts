import { DomainError } from '@arena/subgraph-kit';

/** The failure that a call ends in. */
async function failureOf(call: Promise<unknown>): Promise<DomainError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('The call succeeded');
}

/** How a call is refused: its code, and its reason if it has one, as `CONFLICT LIMIT_REACHED`. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  const { code, reason } = (await failureOf(call)).extensions;
  return [code, reason].filter(Boolean).join(' ');
}

/** The fields that a refused call names as faulty, each once. */
export async function faultsOf(call: Promise<unknown>): Promise<string[]> {
  const { fields = [] } = (await failureOf(call)).extensions;
  return [...new Set(fields.map(({ path }) => path))];
}

/** How often each outcome occurred among calls at once: `done`, or the refusal. */
export async function tally(calls: readonly Promise<unknown>[]): Promise<Record<string, number>> {
  const outcomes = await Promise.all(
    calls.map((call) =>
      call.then(
        () => 'done',
        () => refusalOf(call),
      ),
    ),
  );
  const counted: Record<string, number> = {};
  for (const outcome of outcomes) counted[outcome] = (counted[outcome] ?? 0) + 1;
  return counted;
}
