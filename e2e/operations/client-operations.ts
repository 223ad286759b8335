import { graphqlClient, type GraphQLAnswer } from '@arena/testing';
import { parse } from 'graphql';
import { expect } from 'vitest';
import { operationName, readClientDocuments } from '../../dev/schema/client-documents.ts';
import { follow, type Followed, type LiveEvent } from '../follow.ts';

/** How long an event may be on its way, in milliseconds. */
const HEARD_WITHIN_MS = 20_000;

/**
 * Runs an operation as somebody, and gives what it brings.
 * @throws what it is refused with
 */
export type Run = (name: string, variables?: Record<string, unknown>) => Promise<GraphQLAnswer['data']>;

/** A subscription that somebody has open; what happens before it stands, a moment later, it does not tell. */
export type Watching = {
  /** Waits for an event that has all this. */
  hears: (wanted: LiveEvent) => Promise<void>;
  /** Waits until it has ended by itself. */
  ends: () => Promise<void>;
};

/** Opens a subscription as somebody. */
export type Watch = (name: string, variables?: Record<string, unknown>) => Watching;

/** Somebody who uses the operations of clients. */
export type Client = { run: Run; watch: Watch };

export type ClientOperations = {
  /** Who runs them by an access token; anonymous where there is none. */
  clientWith: (accessToken?: string) => Client;
  /** The operations that have brought nobody anything yet: an answer without errors, or an event. */
  notRun: () => string[];
  /** Ends all subscriptions. */
  close: () => void;
};

const read = (): [string, string][] =>
  readClientDocuments().map(({ file, text }) => [operationName(parse(text)) ?? file, text]);

/** The operations of `schema/operations`, to be sent to a gateway as they are written there. */
export function clientOperations(url: string): ClientOperations {
  const texts = new Map(read());
  const notRun = new Set(texts.keys());
  const open: Followed[] = [];

  const textOf = (name: string): string => {
    const text = texts.get(name);
    if (text === undefined) throw new Error(`schema/operations has no ${name}`);
    return text;
  };

  const runWith = (accessToken?: string): Run => {
    const ask = graphqlClient(url, accessToken ? { authorization: `Bearer ${accessToken}` } : {});
    return async (name, variables) => {
      const { data, errors } = await ask(textOf(name), variables);
      if (errors) throw new Error(`${name}: ${JSON.stringify(errors)}`);
      notRun.delete(name);
      return data;
    };
  };

  const watchWith =
    (accessToken?: string): Watch =>
    (name, variables = {}) => {
      const followed = follow(url, accessToken, textOf(name), variables);
      open.push(followed);
      return {
        hears: async (wanted) => {
          await expect
            .poll(() => followed.seen, { timeout: HEARD_WITHIN_MS, message: `what ${name} tells` })
            .toContainEqual(expect.objectContaining(wanted));
          notRun.delete(name);
        },
        ends: () => followed.ended,
      };
    };

  return {
    clientWith: (accessToken) => ({ run: runWith(accessToken), watch: watchWith(accessToken) }),
    notRun: () => [...notRun],
    close: () => {
      for (const { stop } of open) stop();
    },
  };
}
