import type { Locale } from './text.ts';

const NO_DECIMALS = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '));
const THREE_DECIMALS = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

const MARKS: Record<Locale, { group: string; decimal: string }> = {
  EN: { group: ',', decimal: '.' },
  ES: { group: '.', decimal: ',' },
};

/** How many digits the minor unit of a currency has by ISO 4217; Unicode's data, which Intl goes by, leaves some out. */
function minorDigits(currency: string): number {
  if (NO_DECIMALS.has(currency)) return 0;
  return THREE_DECIMALS.has(currency) ? 3 : 2;
}

/** An amount in minor units as people read it, to the last digit: `COP 20,000.00`. */
export function formatAmount(amountMinor: number, currency: string, locale: Locale): string {
  const { group, decimal } = MARKS[locale];
  const digits = minorDigits(currency);
  const padded = String(amountMinor).padStart(digits + 1, '0');
  const whole = padded.slice(0, padded.length - digits).replace(/\B(?=(\d{3})+$)/g, group);
  return `${currency} ${whole}${digits > 0 ? `${decimal}${padded.slice(-digits)}` : ''}`;
}
