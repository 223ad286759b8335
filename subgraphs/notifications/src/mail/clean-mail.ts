import { manyLines, oneLine } from './clean-text.ts';
import type { RenderableMail } from './mail.ts';

/** What people write more than a line into. */
const LONG = new Set(['body']);

const cleanEntries = <T extends object>(values: T): T =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string' ? (LONG.has(key) ? manyLines(value) : oneLine(value)) : value,
    ]),
  ) as T;

/**
 * A mail with all that people have typed made fit to stand in it: a name cannot begin a line of its own, turn the
 * direction of what follows it, or hide. Escaping is for the layout.
 */
export const cleanMail = (mail: RenderableMail): RenderableMail =>
  ({
    ...mail,
    params: cleanEntries(mail.params),
    names: cleanEntries(mail.names),
    matches: mail.matches.map(cleanEntries),
  }) as RenderableMail;
