import { expect, test } from 'vitest';
import { z } from 'zod';
import { BadUserInput, lineSchema, parseId, parseInput, textSchema } from '../src/index.ts';

const faultsOf = (action: () => unknown): string[] => {
  try {
    action();
    return [];
  } catch (error) {
    if (!(error instanceof BadUserInput)) throw error;
    return (error.extensions.fields ?? []).map(({ path }) => path);
  }
};

test('every faulty field is named by its path', () => {
  const schema = z.object({ name: textSchema(1, 5), stages: z.array(z.object({ price: z.number() })) });
  const input = { name: '', stages: [{ price: 1 }, { price: 'free' }] };
  expect(faultsOf(() => parseInput(schema, input, 'input'))).toEqual(['input.name', 'input.stages.1.price']);
});

test('an id that is no UUID is named', () => {
  expect(faultsOf(() => parseId('42', 'tournamentId'))).toEqual(['tournamentId']);
});

const text = textSchema(1, 5);
const accepts = (value: string) => text.safeParse(value).success;

test('text is trimmed, and measured in characters, not in code units', () => {
  expect(text.parse('  abc ')).toBe('abc');
  expect(accepts('🏎🏎🏎🏎🏎')).toBe(true);
  expect(accepts('🏎🏎🏎🏎🏎🏎')).toBe(false);
  expect(accepts('   ')).toBe(false);
});

test.each(['a\u0000b', 'a\u0007b', 'a\ud800b', 'a\u202eb'])('text with %j in it is refused', (value) => {
  expect(accepts(value)).toBe(false);
});

test('a name shows, and stands on one line', () => {
  const name = lineSchema(1, 10);
  const isName = (value: string) => name.safeParse(value).success;
  expect(isName('👩‍🚀 Ana')).toBe(true);
  expect(isName('\u200b\u2060')).toBe(false);
  expect(['a\nb', 'a\tb', 'a\u2028b'].filter(isName)).toEqual([]);
});

test('line breaks and accents are a writer’s own', () => expect(accepts('é\nñ')).toBe(true));
