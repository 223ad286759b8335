/** A step of the README's first session: an operation and the answer it promises. */
export type Step = { operation: string; variables?: string; answer: unknown };

const BLOCK = /```(graphql|json)( variables)?\n(.*?)```/gs;

/** The operations of a Markdown text, each with the answer that follows it. */
export function readSteps(markdown: string): Step[] {
  const steps: Step[] = [];
  let pending: { operation: string; variables?: string } | undefined;
  for (const [, language, variables, text = ''] of markdown.matchAll(BLOCK)) {
    if (language === 'graphql') pending = { operation: text };
    else if (pending && variables) pending.variables = text;
    else if (pending) {
      steps.push({ ...pending, answer: JSON.parse(text) });
      pending = undefined;
    }
  }
  return steps;
}

type Named = { id: string; name: string };

/** Every object with a name and an id in an answer. */
function named(value: unknown): Named[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'id' in value && 'name' in value ? [value as Named] : [];
  return [...own, ...Object.values(value).flatMap(named)];
}

/** Fills in `<id of NAME>` from the answers seen so far, and `<in N days>` from the clock. */
export function fillIn(variables: string, seen: unknown[]): Record<string, unknown> {
  const filled = variables
    .replaceAll(
      /<id of ([^>]+)>/g,
      (_, name: string) => named(seen).find((item) => item.name === name)?.id ?? '',
    )
    .replaceAll(/<in (\d+) days>/g, (_, days: string) =>
      new Date(Date.now() + Number(days) * 86_400_000).toISOString(),
    );
  return JSON.parse(filled) as Record<string, unknown>;
}

/** Replaces in an answer what the README leaves open with "…", so that the rest can be compared. */
export function likeWritten(actual: unknown, written: unknown): unknown {
  if (written === '…') return typeof actual === 'string' && actual.length > 0 ? '…' : actual;
  if (Array.isArray(actual) && Array.isArray(written))
    return actual.map((item, i) => likeWritten(item, written[i]));
  if (typeof actual !== 'object' || actual === null || typeof written !== 'object' || written === null)
    return actual;
  const open = written as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(actual).map(([key, value]) => [key, likeWritten(value, open[key])]),
  );
}
