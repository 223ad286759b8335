import { access, constants, readdir } from 'node:fs/promises';
import { reachMailServer } from '@arena/notifications';
import { fail, ok, skipped, warn, type Finding } from './finding.ts';
import { inTime, LIMIT_MS } from './in-time.ts';
import type { Places } from './places.ts';
import { count, hostOf, reasonOf } from './wording.ts';

const SUBJECT = 'mail';

async function checkDirectory(directory: string): Promise<Finding> {
  try {
    const files = await readdir(directory);
    await access(directory, constants.W_OK | constants.X_OK);
    const mails = files.filter((name) => name.endsWith('.eml')).length;
    return ok(SUBJECT, `no server; ${count(mails, 'mail')} laid down in ${directory}`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // it is made with the first mail
    if (code === 'ENOENT') return ok(SUBJECT, `no server; mails will be laid down in ${directory}`);
    return warn(
      SUBJECT,
      'mail-directory',
      `${directory} cannot be written (${code})`,
      'set MAIL_DIR to another',
    );
  }
}

/** Whether mails can leave: by a server that lets us in, or into a directory. */
export async function checkMail(mail: Places['mail']): Promise<Finding[]> {
  if (!mail) return [skipped(SUBJECT, 'told where SMTP_URL is set')];
  if ('directory' in mail) return [await checkDirectory(mail.directory)];
  const at = hostOf(mail.smtpUrl);
  try {
    await inTime(reachMailServer(mail.smtpUrl, LIMIT_MS));
    return [ok(SUBJECT, `SMTP at ${at} takes mails`)];
  } catch (error) {
    const says = `SMTP at ${at}: ${reasonOf(error)}`;
    return [fail(SUBJECT, 'mail-unreachable', says, 'start it, or correct SMTP_URL')];
  }
}
