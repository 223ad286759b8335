import { expect, test } from 'vitest';
import { z } from 'zod';
import { narrowings } from '../asyncapi/compatibility.ts';
import { toJsonSchema } from '../asyncapi/json-schema.ts';

const faults = (before: z.ZodType, after: z.ZodType) => narrowings(toJsonSchema(before), toJsonSchema(after));

const base = { id: z.uuid(), kind: z.enum(['A', 'B']), count: z.int().min(0), note: z.string().nullable() };
const shape = z.object(base);

test('the same shape, a further optional field, or one field fewer: old messages parse', () => {
  expect(faults(shape, shape)).toEqual([]);
  expect(faults(shape, z.object({ ...base, extra: z.string().optional() }))).toEqual([]);
  expect(faults(shape, z.object({ id: base.id }))).toEqual([]);
});

test.each([
  ['wider choices', { kind: z.enum(['A', 'B', 'C']) }],
  ['a wider range', { count: z.int().min(-5) }],
  ['any number', { count: z.number() }],
  ['null allowed', { count: z.int().min(0).nullable() }],
  ['a field that may be missing', { note: z.string().nullable().optional() }],
])('%s: old messages parse', (_what, change) => {
  expect(faults(shape, z.object({ ...base, ...change }))).toEqual([]);
});

test.each([
  ['a further required field', { extra: z.string() }, ['extra: is required now']],
  ['fewer choices', { kind: z.enum(['A']) }, ['kind: "B" is no longer allowed']],
  ['a narrower range', { count: z.int().min(1) }, ['count: minimum is narrower']],
  ['another type', { count: z.string() }, ['count: is string now, was integer']],
  ['another format', { id: z.email() }, ['id: has another format']],
  ['null no longer allowed', { note: z.string() }, ['note: is string now, was null']],
  [
    'a field deep inside',
    { note: z.object({ text: z.string() }) },
    ['note: is object now, was string', 'note: is object now, was null'],
  ],
])('%s: they do not, and it is said why', (_what, change, expected) => {
  expect(faults(shape, z.object({ ...base, ...change }))).toEqual(expected);
});

test('what is in lists and in objects counts too', () => {
  const list = (item: z.ZodType) => z.object({ staff: z.array(z.object({ role: item })) });
  expect(faults(list(z.enum(['A', 'B'])), list(z.enum(['A'])))).toEqual([
    'staff.[].role: "B" is no longer allowed',
  ]);
});
