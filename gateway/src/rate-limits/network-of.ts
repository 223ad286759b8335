import { isIPv6 } from 'node:net';

const MAPPED_IPV4 = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/** An IPv6 address as everybody writes it: in lower case, without leading zeros, the longest row of zeros left out. */
const canonical = (address: string): string =>
  new URL(`http://[${address.split('%')[0] ?? ''}]`).hostname.slice(1, -1);

const dotted = (group: string): string => {
  const number = Number.parseInt(group, 16);
  return `${number >> 8}.${number & 255}`;
};

/**
 * The network that an address counts for: an IPv4 address by itself, an IPv6 address by its /64, all of which is one
 * subscriber's.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const written = canonical(address);
  const [, high, low] = MAPPED_IPV4.exec(written) ?? [];
  if (high !== undefined && low !== undefined) return `${dotted(high)}.${dotted(low)}`;
  const [head = '', tail = ''] = written.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}
