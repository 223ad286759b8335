import { lineSchema, textSchema } from '@arena/subgraph-kit';
import { z } from 'zod';
import { locale } from '../db/schema.ts';

const MAX_AVATAR_URL = 2048;
const MAX_EMAIL = 254;
const MAX_PASSWORD = 128;

const characters = (text: string): number => [...text].length;

export const usernameSchema = z
  .string()
  .regex(/^[a-z0-9_]{3,30}$/, 'must have 3 to 30 characters of a-z, 0-9 and _');

export const displayNameSchema = lineSchema(1, 50);

export const emailSchema = z
  .email({ pattern: z.regexes.html5Email, error: 'must be an e-mail address' })
  .max(MAX_EMAIL, `must have at most ${MAX_EMAIL} characters`);

export const newPasswordSchema = z
  .string()
  .refine((password) => characters(password) >= 10, 'must have at least 10 characters')
  .refine((password) => characters(password) <= MAX_PASSWORD, `must have at most ${MAX_PASSWORD} characters`);

/** A password given as proof; it need not meet the rules for new ones. */
export const givenPasswordSchema = z
  .string()
  .min(1, 'must not be empty')
  .refine((password) => characters(password) <= MAX_PASSWORD, `must have at most ${MAX_PASSWORD} characters`);

export const loginSchema = textSchema(1, MAX_EMAIL);

export const localeSchema = z.enum(locale.enumValues);

export const avatarUrlSchema = z
  .instanceof(URL)
  .refine((url) => url.protocol === 'https:', 'must begin with https://')
  .refine((url) => url.username === '' && url.password === '', 'must not contain credentials')
  .refine((url) => url.href.length <= MAX_AVATAR_URL, `must have at most ${MAX_AVATAR_URL} characters`)
  .transform((url) => url.href);
