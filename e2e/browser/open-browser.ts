import { existsSync } from 'node:fs';
import { register } from '@arena/testing';
import { chromium, type BrowserContextOptions, type Page } from 'playwright-core';

const USUAL_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The program of a Chromium on this machine: where CHROME_PATH says, or where it usually is; undefined if nowhere. */
export const findBrowser = (): string | undefined =>
  // a path that is given is taken at its word, so that a wrong one is no silent skip
  process.env['CHROME_PATH'] ?? USUAL_PATHS.find((path) => existsSync(path));

export type Browser = {
  /** Opens a page as a new visitor sees it. */
  newPage: (options?: BrowserContextOptions) => Promise<Page>;
} & AsyncDisposable;

/** Starts a Chromium without a window. */
export async function openBrowser(executablePath: string): Promise<Browser> {
  const browser = await chromium.launch({ executablePath });
  return register('browser', { newPage: (options) => browser.newPage(options) } as Browser, () =>
    browser.close(),
  );
}
