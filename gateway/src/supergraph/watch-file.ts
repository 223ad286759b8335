import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

export type WatchOptions = {
  /** how often it is read, in milliseconds */
  intervalMs: number;
  /** what is known to be in it */
  content: string;
  /** told of each other content, one at a time; must not reject */
  onChange: (content: string) => Promise<void>;
  /** told once when it cannot be read any more */
  onError: (error: unknown) => void;
};

/**
 * Watches what is in a file. It is read again and again, since that sees every way of replacing it: writing to it,
 * renaming another over it, turning a symbolic link on the way to it.
 * @returns a function that ends the watch, and resolves once the last change has been dealt with
 */
export function watchFile(path: string, { intervalMs, content, onChange, onError }: WatchOptions) {
  const stopped = new AbortController();
  const { signal } = stopped;
  const pause = () => sleep(intervalMs, undefined, { signal, ref: false }).catch(() => undefined);

  async function watch(): Promise<void> {
    let known = content;
    let readable = true;
    for (await pause(); !signal.aborted; await pause()) {
      let found: string;
      try {
        found = await readFile(path, 'utf8');
      } catch (error) {
        if (readable) onError(error);
        readable = false;
        continue;
      }
      readable = true;
      if (found === known) continue;
      known = found;
      await onChange(found);
    }
  }

  const ended = watch();
  return (): Promise<void> => {
    stopped.abort();
    return ended;
  };
}
