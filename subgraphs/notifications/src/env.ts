import {
  countVariable,
  identitySourceGiven,
  millisecondsVariable,
  parseEnvironment,
  portVariable,
  subgraphVariables,
  timeZoneVariable,
  urlVariable,
} from '@arena/subgraph-kit';
import { z } from 'zod';

const mailVariables = {
  /** where mails are handed over; the address may hold a user and a password */
  SMTP_URL: urlVariable('smtp', 'smtps').optional(),
  /** the folder in which mails are laid down as files, where there is no SMTP_URL */
  MAIL_DIR: z.string().optional(),
  MAIL_FROM: z.string().default('Arena <no-reply@arena.example>'),
  /** mails handed over per second at most, by each process */
  MAIL_RATE_PER_SECOND: countVariable.default(10),
  /** what the links are signed with that turn mails off; where none is given, each database makes its own */
  MAIL_LINK_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  /** after which time a mail that a process died with is tried by another */
  MAIL_LEASE_MS: millisecondsVariable.min(1_000, 'must be at least 1000').default(60_000),
};

const variables = z
  .object({
    ...subgraphVariables,
    PORT: portVariable.default(4006),
    /** where clients reach the gateway */
    PUBLIC_URL: urlVariable('http', 'https').default('http://localhost:4000'),
    /** where people verify an address and set a password; the gateway itself if left out */
    WEB_URL: urlVariable('http', 'https').optional(),
    ...mailVariables,
    /** in which instants are told */
    ARENA_TIME_ZONE: timeZoneVariable,
    /** how long the changes of a tournament are gathered into one notification */
    UPDATE_WINDOW_MS: millisecondsVariable.default(600_000),
    /** how long the reminders of a day are gathered into one mail */
    REMINDER_WINDOW_MS: millisecondsVariable.default(60_000),
    /** whether this process looks by itself for what is due; what is asked for is done anyhow */
    TIMED_WORK: z.enum(['on', 'off'], 'must be on or off').default('on'),
  })
  .refine(identitySourceGiven.check, identitySourceGiven.message);

const withDefaults = variables.transform((env) => ({ ...env, WEB_URL: env.WEB_URL ?? env.PUBLIC_URL }));

/** Rules between variables: each names the one at fault. */
const RULES: {
  path: keyof z.output<typeof withDefaults>;
  message: string;
  holds: (env: z.output<typeof withDefaults>) => boolean;
}[] = [
  {
    path: 'SMTP_URL',
    message: 'must be set, or MAIL_DIR: mails must go somewhere',
    holds: (env) => env.SMTP_URL !== undefined || env.MAIL_DIR !== undefined || env.NODE_ENV === 'production',
  },
  {
    path: 'SMTP_URL',
    message: 'must be set in production',
    holds: (env) => env.SMTP_URL !== undefined || env.NODE_ENV !== 'production',
  },
  {
    path: 'PUBLIC_URL',
    message: 'must start with https:// in production, as mails lead there',
    holds: (env) => env.PUBLIC_URL.startsWith('https:') || env.NODE_ENV !== 'production',
  },
  {
    path: 'WEB_URL',
    message: 'must start with https:// in production, as mails lead there with what opens an account',
    holds: (env) => env.WEB_URL.startsWith('https:') || env.NODE_ENV !== 'production',
  },
];

const schema = withDefaults.superRefine((env, context) => {
  for (const { path, message, holds } of RULES) {
    if (!holds(env)) context.addIssue({ code: 'custom', path: [path], message });
  }
});

export type Env = Readonly<z.output<typeof schema>>;

/** @throws EnvError listing every fault */
export const parseEnv = (source: Record<string, string | undefined>): Env => parseEnvironment(schema, source);
