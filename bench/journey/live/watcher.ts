import type { FormattedExecutionResult } from 'graphql';
import { documentOf } from '../client/documents.ts';

/** A subscription, by the name of its document. */
export type Following = { operation: string; variables: Record<string, unknown> };

export type Hearing = {
  /** told of each event */
  onEvent: (result: FormattedExecutionResult) => void;
  /** told once when what was followed has ended, and not by us; with the reason, unless there is no more to tell */
  onEnd: (reason: unknown) => void;
};

/** Ends what is followed. */
export type Leave = () => void;

/** A client's request for what it follows. */
export const requestFor = ({ operation, variables }: Following) => ({
  query: documentOf(operation),
  variables,
});
