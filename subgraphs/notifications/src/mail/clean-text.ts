/** What shows nothing and does something: control characters, and those that turn the direction of what follows. */
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** What ends a line, for some reader or other. */
const LINE_END = /\r\n?|[\n\v\f\u0085\u2028\u2029]/g;

/** What begins an encoded word (RFC 2047): in a header it would be read for what it encodes. */
const ENCODED_WORD = /=\?/g;

const seen = (line: string): string =>
  line.replaceAll('\t', ' ').replace(UNSEEN, '').replace(/ {2,}/g, ' ').trim();

/** Text that somebody has typed, on one line and to be seen for what it is: fit for a header, and for a sentence. */
export const oneLine = (text: string): string =>
  seen(text.replace(LINE_END, ' ')).replace(ENCODED_WORD, '= ?');

/** The same for text of many lines, which are kept, with one empty line between two of them at most. */
export const manyLines = (text: string): string =>
  text
    .replace(LINE_END, '\n')
    .split('\n')
    .map(seen)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** Text of `length` characters at most; where more has been cut off, the last is an ellipsis. */
export function cut(text: string, length: number): string {
  const characters = [...text];
  if (characters.length <= length) return text;
  const kept = characters.slice(0, length - 1).join('');
  return `${kept.trimEnd()}…`;
}
