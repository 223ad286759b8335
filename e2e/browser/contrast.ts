import type { Page } from 'playwright-core';

/** A text of a page, and how far its colour stands out from what is behind it: from 1 to 21. */
export type Contrast = { text: string; ratio: number };

/** What is used here of the page's own world. */
type Shown = { nodeType: number; textContent: string | null };
type Element = Shown & { parentElement: Element | null; childNodes: Iterable<Shown> };
declare const document: { querySelectorAll: (selector: string) => Iterable<Element> };
declare const getComputedStyle: (element: Element) => { color: string; backgroundColor: string };

/** Is run in the page, and so may name nothing that is outside of it. */
function measure(): Contrast[] {
  const TEXT_NODE = 3;
  const numbers = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: string): number => {
    const [red = 0, green = 0, blue = 0] = numbers(color).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element: Element | null): string => {
    if (!element) return 'rgb(255, 255, 255)';
    const { backgroundColor } = getComputedStyle(element);
    return numbers(backgroundColor)[3] === 0 ? behind(element.parentElement) : backgroundColor;
  };
  const bearsText = ({ childNodes }: Element): boolean =>
    [...childNodes].some(({ nodeType, textContent }) => nodeType === TEXT_NODE && textContent?.trim());
  return [...document.querySelectorAll('body *')].filter(bearsText).map((element) => {
    const shades = [getComputedStyle(element).color, behind(element)].map(luminance);
    const ratio = (Math.max(...shades) + 0.05) / (Math.min(...shades) + 0.05);
    return { text: element.textContent?.trim() ?? '', ratio };
  });
}

/** The contrast of every text of a page, as WCAG measures it. */
export const contrasts = (page: Page): Promise<Contrast[]> => page.evaluate(measure);
