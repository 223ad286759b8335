import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Writes a generated file, or, when only checking, tells whether the committed one is what would be written.
 * @returns a message for the person at the terminal, and whether all is well
 */
export function settle(file: URL, content: string, checkOnly: boolean): { ok: boolean; message: string } {
  const name = file.pathname.split('/').slice(-2).join('/');
  const same = existsSync(file) && readFileSync(file, 'utf8') === content;
  if (same) return { ok: true, message: `${name} is up to date` };
  if (checkOnly) return { ok: false, message: `${name} is not what the sources produce` };
  writeFileSync(file, content);
  return { ok: true, message: `${name} written` };
}
