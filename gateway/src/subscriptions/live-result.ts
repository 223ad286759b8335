import { stringifyResult, type JsonResult } from '../execution/json-text.ts';

/** One event as clients get it. Many get the same, so what is made of it is made once. */
export class LiveResult {
  readonly #result: JsonResult;
  #text: string | undefined;
  #json: unknown;

  constructor(result: JsonResult) {
    this.#result = result;
  }

  /** as JSON */
  get text(): string {
    return (this.#text ??= stringifyResult(this.#result));
  }

  toJSON(): unknown {
    return (this.#json ??= JSON.parse(this.text));
  }

  /** The same for a consumer that was too slow for this many before it. */
  withDropped(dropped: number): LiveResult {
    return new LiveResult({
      ...this.#result,
      extensions: { ...this.#result.extensions, dropped },
    });
  }
}
