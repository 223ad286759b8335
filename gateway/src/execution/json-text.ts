import type { FormattedExecutionResult } from 'graphql';

/**
 * A part of an answer that is JSON already, written once by the projector and sent as it is. `JSON.stringify`
 * alone would quote it, so whoever does not know it gets the value itself.
 */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** What JSON has to escape in a string, and surrogates, which may be lone. */
// eslint-disable-next-line no-control-regex -- it is about these
export const NEEDS_ESCAPING = /["\\\u0000-\u001f\ud800-\udfff]/;

/**
 * Writes a string as JSON. Most need no escaping, and to see that costs a third of what JSON.stringify does.
 */
export const quote = (value: string): string =>
  NEEDS_ESCAPING.test(value) ? JSON.stringify(value) : `"${value}"`;

/** A result whose data may be text already. */
export type JsonResult = Omit<FormattedExecutionResult, 'data'> & {
  data?: JsonText | FormattedExecutionResult['data'];
};

/** Writes a result as JSON, its data as they stand where they are text already. */
export function stringifyResult({ errors, data, extensions }: JsonResult): string {
  const parts: string[] = [];
  if (errors) parts.push(`"errors":${JSON.stringify(errors)}`);
  if (data !== undefined) parts.push(`"data":${data instanceof JsonText ? data.text : JSON.stringify(data)}`);
  if (extensions) parts.push(`"extensions":${JSON.stringify(extensions)}`);
  return `{${parts.join(',')}}`;
}
