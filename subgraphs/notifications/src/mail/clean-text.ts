/** What shows nothing and does something: control characters, and those that turn the direction of what follows. */
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** What ends a line, for some reader or other. */
const LINE_END = /\r\n?|[\n\v\f\u0085\u2028\u2029]/g;

/** Text that somebody has typed, on one line and to be seen for what it is: fit for a header, and for a sentence. */
export const oneLine = (text: string): string =>
  text.replace(LINE_END, ' ').replaceAll('\t', ' ').replace(UNSEEN, '').replace(/ {2,}/g, ' ').trim();

/** The same with its lines kept, and one empty line between two of them at most. */
export const manyLines = (text: string): string =>
  text
    .replace(LINE_END, '\n')
    .split('\n')
    .map(oneLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** Text of `length` characters at most; where more has been cut off, the last is an ellipsis. */
export function cut(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length
    ? text
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}
