import { GraphQLError, type DocumentNode } from 'graphql';
import { documentBytes } from '../execution/document-size.ts';

/** What the documents of one caller's open subscriptions may take, in bytes as estimated, and those of all. */
const MAX_OF_CALLER = 20_000_000;
const MAX_OF_ALL = 400_000_000;

type Held = { bytes: number; subscriptions: number };

const tooMuch = () =>
  new GraphQLError('The documents of the open subscriptions take too much room', {
    extensions: { code: 'LIMIT_EXCEEDED', reason: 'OVERLOADED', http: { status: 429 } },
  });

/** The documents that somebody's open subscriptions are of, each counted once. */
class Shelf {
  readonly #documents = new Map<string, Held>();
  #bytes = 0;

  get isEmpty(): boolean {
    return this.#documents.size === 0;
  }

  hasRoom(hash: string, bytes: number, limit: number): boolean {
    return this.#documents.has(hash) || this.#bytes + bytes <= limit;
  }

  put(hash: string, bytes: number): void {
    const held = this.#documents.get(hash);
    if (held) {
      held.subscriptions++;
      return;
    }
    this.#documents.set(hash, { bytes, subscriptions: 1 });
    this.#bytes += bytes;
  }

  take(hash: string): void {
    const held = this.#documents.get(hash);
    if (!held || --held.subscriptions > 0) return;
    this.#documents.delete(hash);
    this.#bytes -= held.bytes;
  }
}

/**
 * Counts what open subscriptions keep in memory: no cache lets go of the document of one, and of what is made of it, as
 * long as it is open.
 */
export class HeldDocuments {
  readonly #all = new Shelf();
  readonly #callers = new Map<string, Shelf>();

  /**
   * Counts the document of one more subscription.
   * @returns a function that counts it no more
   * @throws GraphQLError LIMIT_EXCEEDED (OVERLOADED)
   */
  hold(caller: string, hash: string, document: DocumentNode): () => void {
    const bytes = documentBytes(document);
    const own = this.#callers.get(caller) ?? new Shelf();
    if (!own.hasRoom(hash, bytes, MAX_OF_CALLER) || !this.#all.hasRoom(hash, bytes, MAX_OF_ALL))
      throw tooMuch();
    this.#callers.set(caller, own);
    for (const shelf of [own, this.#all]) shelf.put(hash, bytes);
    return () => {
      for (const shelf of [own, this.#all]) shelf.take(hash);
      if (own.isEmpty) this.#callers.delete(caller);
    };
  }
}
