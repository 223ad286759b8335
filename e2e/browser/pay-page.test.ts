import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForSeat, askToGive, checkoutOf, checkoutOnce, opened, pageOf, type Checkout } from '../buying.ts';
import { makeCatalogue, organizeTournament } from '../catalogue.ts';
import { untilForSale } from '../purchases.ts';
import { registerMember, startedArena, type Member, type StartedArena } from '../started-arena.ts';
import { contrasts } from './contrast.ts';
import { findBrowser, openBrowser, type Browser } from './open-browser.ts';

const program = findBrowser();
const why = program ? '' : ' (not here: no Chromium is installed, nor does CHROME_PATH name one)';

const PHONE = { width: 360, height: 740 };
const DESKTOP = { width: 1_280, height: 800 };
const LEAST_CONTRAST = 4.5;

describe.skipIf(!program)(`the page of a payment, in a browser${why}`, () => {
  let arena: StartedArena;
  let browser: Browser;
  let organizer: Member;
  let player: Member;
  let catalogue: Awaited<ReturnType<typeof makeCatalogue>>;
  beforeAll(async () => {
    arena = await startedArena();
    browser = await openBrowser(program as string);
    organizer = await registerMember(arena, 'organizer');
    player = await registerMember(arena, 'player');
    catalogue = await makeCatalogue(arena);
  });
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await arena[Symbol.asyncDispose]();
  });

  const newTournament = async (n: number): Promise<string> => {
    const id = await organizeTournament(organizer, catalogue, n);
    await untilForSale(arena.ask, id);
    return id;
  };
  const openSeat = async (n: number): Promise<Checkout> =>
    opened(askForSeat(player, { origin: arena.url, tournamentId: await newTournament(n) }));

  /** the text that stands beside a term of the page */
  const told = (page: Page, term: string) =>
    page.getByRole('term').filter({ hasText: term }).locator('+ dd').textContent();
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  test.each([
    [1, 'with scripts', true],
    [2, 'without scripts', false],
  ])('a seat is bought there: declined, then paid (Cup %d, %s)', async (n, _, javaScriptEnabled) => {
    const checkout = await openSeat(n);
    const page = await browser.newPage({ javaScriptEnabled });
    await page.goto(pageOf(checkout));
    expect(await told(page, 'What you pay for')).toBe(`A seat in Cup ${n}`);
    expect(await told(page, 'Amount')).toBe('COP 20,000.00');

    await press(page, 'Decline');
    expect(await page.getByRole('alert').textContent()).toMatch(/declined.*try again/);
    expect((await checkoutOf(player, checkout)).status).toBe('PENDING');

    await press(page, 'Pay');
    await page.waitForURL(`${arena.url}/thanks`);
    const bought = await checkoutOnce(player, checkout, 'SUCCEEDED');
    expect(bought).toMatchObject({ status: 'SUCCEEDED', ticket: { id: expect.any(String) } });

    await page.goto(pageOf(checkout));
    expect(await page.getByRole('heading').textContent()).toBe('Paid');
    expect(await page.getByRole('button').count()).toBe(0);
    await page.getByRole('link').click();
    await page.waitForURL(`${arena.url}/thanks`);
  });

  test('who cancels there comes back, and can still pay', async () => {
    const checkout = await openSeat(3);
    const page = await browser.newPage();
    await page.goto(pageOf(checkout));
    await press(page, 'Cancel');
    await page.waitForURL(`${arena.url}/back`);
    await page.goBack();
    await press(page, 'Pay');
    await page.waitForURL(`${arena.url}/thanks`);
    expect((await checkoutOnce(player, checkout, 'SUCCEEDED')).status).toBe('SUCCEEDED');
  });

  describe('whoever comes to it', () => {
    let url: string;
    beforeAll(async () => {
      const amount = { amount: Number.MAX_SAFE_INTEGER, currency: 'COP' };
      const tournamentId = await newTournament(4);
      url = pageOf(await opened(askToGive(player, { origin: arena.url, tournamentId, amount })));
    });

    test('has its language, its title and one heading told', async () => {
      const page = await browser.newPage();
      await page.goto(url);
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      expect(await page.title()).toBe('Pay COP 90,071,992,547,409.91 – Arena');
      expect(await page.getByRole('main').getByRole('heading', { level: 1 }).count()).toBe(1);
      await press(page, 'Decline');
      expect(await page.title()).toMatch(/^Declined: /);
    });

    test.each([PHONE, DESKTOP])(
      'sees all of it $width pixels wide, and hits each button',
      async (viewport) => {
        const page = await browser.newPage({ viewport });
        await page.goto(url);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
          viewport.width,
        );
        const buttons = page.getByRole('button');
        expect(await buttons.allTextContents()).toEqual(['Pay', 'Decline', 'Cancel']);
        for (const button of await buttons.all())
          expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
      },
    );

    test.each(['light', 'dark'] as const)('can read every text of it in the %s', async (colorScheme) => {
      const page = await browser.newPage({ colorScheme });
      await page.goto(url);
      await press(page, 'Decline');
      const found = await contrasts(page);
      expect(found.map(({ text }) => text)).toEqual(expect.arrayContaining(['Pay', 'Amount', 'Cancel']));
      expect(found.filter(({ ratio }) => ratio < LEAST_CONTRAST)).toEqual([]);
    });

    test('presses its buttons by the keyboard', async () => {
      const page = await browser.newPage();
      await page.goto(url);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(await page.getByRole('alert').textContent()).toMatch(/declined/);
    });

    test('asks for nothing that its policy forbids, and does not tell the next page where it was', async () => {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      await page.goto(url);
      const [request] = await Promise.all([page.waitForRequest(/\/back$/), press(page, 'Cancel')]);
      expect(await request.headerValue('referer')).toBeNull();
      expect(complaints.filter((text) => /policy/i.test(text))).toEqual([]);
    });
  });
});
