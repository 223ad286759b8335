import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Transport } from './transport.ts';

/** Mails hold tokens and codes: they are for whoever runs this. */
const OWN = 0o600;

/** Writes a file as a whole or not at all, over one of the same name. */
async function writeWhole(directory: string, name: string, content: Buffer): Promise<void> {
  const partial = join(directory, `.${name}.${randomUUID()}.part`);
  try {
    await writeFile(partial, content, { flag: 'wx', mode: OWN });
    await rename(partial, join(directory, name));
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Writes mails as files that mail programs open, one for each mail however often it is delivered. */
export function openFileTransport(directory: string): Transport {
  const composer = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    deliver: async (id, message) => {
      const { message: content } = await composer.sendMail(message);
      try {
        await mkdir(directory, { recursive: true });
        await writeWhole(directory, `${id}.eml`, content as Buffer);
        return 'SENT';
      } catch (error) {
        return {
          retry: `The mail could not be written: ${(error as NodeJS.ErrnoException).code ?? 'UNKNOWN'}`,
        };
      }
    },
    close: () => composer.close(),
  };
}
