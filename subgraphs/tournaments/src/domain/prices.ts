import type { Fault } from './faults.ts';
import { currencyFault, type Money } from './money.ts';

const DEFAULT_CURRENCY = 'COP';
const DEFAULT_PARTICIPANT_PRICE_MINOR = 2_000_000;
const DEFAULT_VIEWER_PRICE_MINOR = 500_000;

type Priced = {
  isFree: boolean;
  prize: { total: Money };
  participantPrice?: Money | null | undefined;
  viewerPrice?: Money | null | undefined;
};

/** The one currency of a tournament: that of its entry price, or else that of its prize. */
export const currencyOf = (input: Priced): string =>
  input.participantPrice?.currency ?? input.prize.total.currency;

/** A default price, in minor units; undefined where there is none in the tournament's currency. */
const defaultPriceMinor = (input: Priced, amountMinor: number): number | undefined => {
  if (input.isFree) return 0;
  return currencyOf(input) === DEFAULT_CURRENCY ? amountMinor : undefined;
};

/** What entry and watching cost, in minor units; undefined where a price must be given and is not. */
export const pricesOf = (input: Priced) => ({
  participantPriceMinor:
    input.participantPrice?.amount ?? defaultPriceMinor(input, DEFAULT_PARTICIPANT_PRICE_MINOR),
  viewerPriceMinor: input.viewerPrice?.amount ?? defaultPriceMinor(input, DEFAULT_VIEWER_PRICE_MINOR),
});

/** What is wrong with a price of entry, which is zero exactly when the tournament is free. */
export const entryPriceFaults = (amountMinor: number, isFree: boolean, path: Fault['path']): Fault[] => {
  if ((amountMinor === 0) === isFree) return [];
  return [{ path, message: isFree ? 'must be 0 in a free tournament' : 'must not be 0 unless it is free' }];
};

/** What is wrong with the prices and the prize of a tournament taken together. */
export function priceFaults(input: Priced): Fault[] {
  const currency = currencyOf(input);
  const { participantPriceMinor, viewerPriceMinor } = pricesOf(input);
  const missing = (field: string): Fault => ({
    path: [field],
    message: `must be given, as there is no default in ${currency}`,
  });
  return [
    ...(participantPriceMinor === undefined
      ? [missing('participantPrice')]
      : entryPriceFaults(participantPriceMinor, input.isFree, ['participantPrice', 'amount'])),
    ...(viewerPriceMinor === undefined ? [missing('viewerPrice')] : []),
    ...(input.prize.total.currency === currency ? [] : [currencyFault(['prize', 'total'], currency)]),
    ...(input.viewerPrice && input.viewerPrice.currency !== currency
      ? [currencyFault(['viewerPrice'], currency)]
      : []),
  ];
}
