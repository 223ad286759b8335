import type { Context } from '../../context.ts';

/** Decides whether a caller may see what `@policy` names; anything but true denies. */
export type Policy = (context: Context) => boolean | Promise<boolean>;

/** Policies by the names under which `@policy` asks for them; each is written in a file of its own here. */
export type Policies = ReadonlyMap<string, Policy>;

export const policies: Policies = new Map();
