import { z } from 'zod';
import { BadUserInput } from './errors.ts';
import { idSchema } from './ids.ts';

function parseUnder<S extends z.ZodType>(root: readonly string[], schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new BadUserInput(
    result.error.issues.map((issue) => ({
      path: [...root, ...issue.path].join('.'),
      message: issue.message,
    })),
  );
}

/**
 * Validates what came from outside and returns it parsed.
 * @param root the argument's name, the head of each fault's path
 * @throws BadUserInput naming every faulty field
 */
export const parseInput = <S extends z.ZodType>(schema: S, value: unknown, root: string): z.output<S> =>
  parseUnder([root], schema, value);

/**
 * Validates several arguments at once; a fault's path begins with the argument's own name.
 * @throws BadUserInput naming every faulty argument and field
 */
export const parseArguments = <S extends z.ZodObject>(schema: S, values: z.input<S>): z.output<S> =>
  parseUnder([], schema, values);

/**
 * Validates an id argument.
 * @throws BadUserInput naming the argument
 */
export const parseId = (value: unknown, name: string): string => parseInput(idSchema, value, name);

/** The characters that show: joiners and zero-width spaces alone make no name. */
const visible = (text: string): string => text.replace(/\p{Cf}/gu, '');

/** Text a person typed: trimmed, without control characters, `min` visible to `max` characters (code points). */
export const textSchema = (min: number, max: number) =>
  z
    .string()
    .trim()
    .refine(
      (text) => [...visible(text)].length >= min,
      `must have at least ${min} character${min === 1 ? '' : 's'}`,
    )
    .refine((text) => [...text].length <= max, `must have at most ${max} characters`)
    // PostgreSQL stores no NUL, lone surrogates are no text, and direction overrides let names lie
    .refine(
      (text) => !/[^\P{Cc}\n\r\t]|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u.test(text),
      'must not contain control characters',
    );

/** The same on one line, for names. */
export const lineSchema = (min: number, max: number) =>
  textSchema(min, max).refine((text) => !/[\n\r\t\u2028\u2029]/.test(text), 'must be on one line');
