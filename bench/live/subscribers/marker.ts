const MARKER = 'Live cup ';
const DIGITS = 7;
const MARKER_BYTES = Buffer.from(MARKER);
const DIGIT_0 = 48;

/** The name that a tournament gets by its nth renaming. */
export const nameOf = (number: number): string => `${MARKER}${String(number).padStart(DIGITS, '0')}`;

/** Finds the numbers of the names in what has come, without parsing it. */
export function readNumbers(bytes: Buffer, onNumber: (number: number) => void): void {
  let at = bytes.indexOf(MARKER_BYTES);
  while (at !== -1) {
    const digits = at + MARKER_BYTES.length;
    let number = 0;
    for (let i = digits; i < digits + DIGITS; i += 1) number = number * 10 + (bytes[i] as number) - DIGIT_0;
    onNumber(number);
    at = bytes.indexOf(MARKER_BYTES, digits);
  }
}
