import { networkOf } from '../rate-limits/network-of.ts';

/** How many WebSockets may be open at once: of one network address, and of all. */
export type ConnectionCaps = { address: number; all: number };

/** Counts the open WebSockets. @param caps absent where there is no limit */
export class ConnectionCounts {
  readonly #caps: ConnectionCaps | undefined;
  readonly #open = new Map<string, number>();
  #all = 0;

  constructor(caps: ConnectionCaps | undefined) {
    this.#caps = caps;
  }

  /** Counts one more, if there is room. @returns a function that counts it no more, undefined where there is no room */
  enter(address: string): (() => void) | undefined {
    const network = networkOf(address);
    const count = this.#open.get(network) ?? 0;
    if (this.#caps && (count >= this.#caps.address || this.#all >= this.#caps.all)) return undefined;
    this.#open.set(network, count + 1);
    this.#all++;
    return () => this.#leave(network);
  }

  #leave(network: string): void {
    const left = (this.#open.get(network) ?? 1) - 1;
    if (left > 0) this.#open.set(network, left);
    else this.#open.delete(network);
    this.#all--;
  }
}
