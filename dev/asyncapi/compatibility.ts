import type { JsonSchema } from './json-schema.ts';

/** Limits that may become wider and not narrower: those from below, and those from above. */
const LOWER = ['minimum', 'minLength', 'minItems'] as const;
const UPPER = ['maximum', 'maxLength', 'maxItems'] as const;

/** The kinds of value that a schema takes, one by one. */
const alternatives = ({ anyOf, ...schema }: JsonSchema): JsonSchema[] =>
  anyOf?.flatMap(alternatives) ?? [schema.type ?? []].flat().map((type) => ({ ...schema, type }));

/** The values that a schema names one by one, if it does. */
const named = (schema: JsonSchema): unknown[] | undefined =>
  schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);

function narrowedLimits(before: JsonSchema, after: JsonSchema): string[] {
  const lower = LOWER.filter((key) => (after[key] ?? -Infinity) > (before[key] ?? -Infinity));
  const upper = UPPER.filter((key) => (after[key] ?? Infinity) < (before[key] ?? Infinity));
  return [...lower, ...upper].map((key) => `${key} is narrower`);
}

function narrowedValues(before: JsonSchema, after: JsonSchema): string[] {
  const allowed = named(after);
  if (!allowed) return [];
  const lost = (named(before) ?? ['any other value']).filter((value) => !allowed.includes(value));
  return lost.map((value) => `${JSON.stringify(value)} is no longer allowed`);
}

function narrowedFields(before: JsonSchema, after: JsonSchema, path: string): string[] {
  const faults: string[] = [];
  for (const name of after.required ?? []) {
    if (!before.required?.includes(name)) faults.push(`${path}${name}: is required now`);
  }
  for (const [name, schema] of Object.entries(after.properties ?? {})) {
    const earlier = before.properties?.[name];
    if (earlier) faults.push(...narrowings(earlier, schema, `${path}${name}.`));
  }
  return faults;
}

/** What keeps one alternative of the old shape from parsing under one of the new. */
function narrowed(before: JsonSchema, after: JsonSchema, path: string): string[] {
  const here = (faults: string[]) => faults.map((fault) => `${path.slice(0, -1) || 'the message'}: ${fault}`);
  const isNumberWidened = before.type === 'integer' && after.type === 'number';
  if (after.type !== undefined && after.type !== before.type && !isNumberWidened) {
    return here([`is ${String(after.type)} now, was ${String(before.type)}`]);
  }
  const forms = (['format', 'pattern'] as const).filter(
    (key) => after[key] !== undefined && after[key] !== before[key],
  );
  return [
    ...here(forms.map((key) => `has another ${key}`)),
    ...here(narrowedLimits(before, after)),
    ...here(narrowedValues(before, after)),
    ...narrowedFields(before, after, path),
    ...(before.items && after.items ? narrowings(before.items, after.items, `${path}[].`) : []),
  ];
}

/**
 * Why messages of the old shape might not parse under the new one; empty when all of them do. Fields that are
 * gone are no obstacle, since what a shape does not know it passes over.
 */
export function narrowings(before: JsonSchema, after: JsonSchema, path = ''): string[] {
  return alternatives(before).flatMap((old) => {
    const tries = alternatives(after).map((next) => narrowed(old, next, path));
    if (tries.some((faults) => faults.length === 0)) return [];
    return tries.sort((a, b) => a.length - b.length)[0] ?? [];
  });
}
