import type { IncomingMessage } from 'node:http';

/** Longer ones say nothing more, and a call that carries too long a header fails, for all who share it. */
const MAX_CHARACTERS = 256;

/** What a client says that it is, cut to a sensible length. */
export const userAgentOf = ({ headers }: IncomingMessage): string | undefined =>
  headers['user-agent']?.slice(0, MAX_CHARACTERS);
