type Entry<T> = { key: string; value: T };

type Waiting<T> = {
  resolve: (result: IteratorResult<T, undefined>) => void;
  reject: (error: unknown) => void;
};

export type LatestQueueOptions = {
  /** how many may wait to be taken; at least one */
  capacity: number;
  /** told once that nothing more is taken in, however that came about */
  onClose?: () => void;
};

/**
 * What one consumer has yet to take. Where it is too slow for what comes, it misses what a later entry of the
 * same key has made old, and the oldest of all where there is no such entry.
 */
export class LatestQueue<T> implements AsyncIterableIterator<T, undefined> {
  readonly #capacity: number;
  readonly #onClose: () => void;
  #entries: Entry<T>[] = [];
  /** never any while there are entries */
  #waiting: Waiting<T>[] = [];
  #isClosed = false;
  #failure: { error: unknown } | undefined;
  #dropped = 0;
  #droppedInARow = 0;
  /** told of each entry that is dropped */
  onDrop: (() => void) | undefined;

  constructor({ capacity, onClose = () => {} }: LatestQueueOptions) {
    this.#capacity = capacity;
    this.#onClose = onClose;
  }

  /** how many were dropped since anything was last taken */
  get droppedInARow(): number {
    return this.#droppedInARow;
  }

  /** How many were dropped since this was last asked. */
  takeDropped(): number {
    const dropped = this.#dropped;
    this.#dropped = 0;
    return dropped;
  }

  /** Takes an entry in; nothing happens once the queue has ended. */
  push(value: T, key = ''): void {
    if (this.#isClosed) return;
    const waiting = this.#waiting.shift();
    if (waiting) return waiting.resolve({ value, done: false });
    if (this.#entries.length >= this.#capacity) this.#makeRoom(key);
    this.#entries.push({ key, value });
  }

  /** Takes nothing more in; what is here can still be taken. */
  end(): void {
    this.#close();
  }

  /** Ends with an error, in place of whatever is here. */
  fail(error: unknown): void {
    if (this.#isClosed) return;
    this.#entries = [];
    const waiting = this.#waiting.shift();
    if (waiting) waiting.reject(error);
    else this.#failure = { error };
    this.#close();
  }

  next(): Promise<IteratorResult<T, undefined>> {
    const entry = this.#entries.shift();
    if (entry) {
      this.#droppedInARow = 0;
      return Promise.resolve({ value: entry.value, done: false });
    }
    if (this.#failure) {
      const { error } = this.#failure;
      this.#failure = undefined;
      // handed on as it came, whatever it is
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      return Promise.reject(error);
    }
    if (this.#isClosed) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** Ends at once, without what is here. */
  return(): Promise<IteratorResult<T, undefined>> {
    this.#entries = [];
    this.#failure = undefined;
    this.#close();
    return Promise.resolve({ value: undefined, done: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #makeRoom(newKey: string): void {
    const later = new Set([newKey]);
    let superseded = 0;
    for (let index = this.#entries.length - 1; index >= 0; index -= 1) {
      const { key } = this.#entries[index] as Entry<T>;
      if (later.has(key)) superseded = index;
      else later.add(key);
    }
    this.#entries.splice(superseded, 1);
    this.#dropped += 1;
    this.#droppedInARow += 1;
    this.onDrop?.();
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const { resolve } of this.#waiting.splice(0)) resolve({ value: undefined, done: true });
    this.#onClose();
  }
}
