import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * The client's network address. Of X-Forwarded-For only what the trusted proxies appended counts: with n of
 * them, the nth address from the right; whatever stands before it is the client's own claim.
 */
export function clientAddress(request: IncomingMessage, trustedProxyHops: number): string {
  const socketAddress = request.socket.remoteAddress ?? 'unknown';
  if (trustedProxyHops === 0) return socketAddress;
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const address = forwarded.at(-trustedProxyHops)?.trim() ?? '';
  return isIP(address) ? address : socketAddress;
}
