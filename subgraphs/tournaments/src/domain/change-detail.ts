type Value = string | number | Date | null;

/** Of longer values, the old and the new one together, the history tells only whose they are. */
const MAX_SHOWN_CHARACTERS = 500;

const shown = (value: Value): string => (value instanceof Date ? value.toISOString() : JSON.stringify(value));

/** One line for each fact of a change: its name and its value. */
export const particulars = (facts: Record<string, Value>): string =>
  Object.entries(facts)
    .map(([name, value]) => `${name}: ${shown(value)}`)
    .join('\n');

/**
 * One line for each field that a change has made different: its name, and what it was and is where that is short.
 * @returns null where all is as it was
 */
export function differences<Field extends string>(
  before: NoInfer<Record<Field, Value>>,
  after: Record<Field, Value>,
): string | null {
  const fields = Object.keys(after) as Field[];
  const lines = fields.flatMap((field) => {
    const [was, is] = [shown(before[field]), shown(after[field])];
    if (was === is) return [];
    return was.length + is.length > MAX_SHOWN_CHARACTERS ? [field] : [`${field}: ${was} -> ${is}`];
  });
  return lines.length > 0 ? lines.join('\n') : null;
}
