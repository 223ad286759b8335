import { cut, oneLine } from './clean-text.ts';

const MAX_LENGTH = 60;

/** What mail programs make a link or an address of: a scheme, an at sign, or a dot between two words. */
const LINKED = /[@/\\]|[\p{L}\p{N}]\.[\p{L}\p{N}]/u;

/**
 * The name that somebody is greeted by; null where it had better be none. An account can be made with the address of
 * somebody else, who would then read in our mail what its maker has put for a name: no link comes to them that way.
 */
export function greetingName(displayName: string): string | null {
  const name = cut(oneLine(displayName), MAX_LENGTH);
  return name === '' || LINKED.test(name) ? null : name;
}
