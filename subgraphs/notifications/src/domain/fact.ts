import type { Fact } from './params.ts';

/** A stored kind with its parameters, which were stored together and so belong together. */
export const factOf = ({ kind, params }: { kind: Fact['kind']; params: Fact['params'] }): Fact =>
  ({ kind, params }) as Fact;
