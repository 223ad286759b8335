import { z } from 'zod';

const LOOPBACK_HOSTS = ['localhost', '127.0.0.1'];

const isOrigin = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;

/** Origins separated by commas, as `https://arena.example,https://www.arena.example`. */
export const returnOriginsVariable = z
  .string()
  .transform((text) => text.split(',').map((origin) => origin.trim()))
  .refine(
    (origins) => origins.every(isOrigin),
    'must be origins separated by commas, as https://arena.example',
  );

/** Whether an address is that of this machine. */
export const isLoopback = (url: string): boolean => LOOPBACK_HOSTS.includes(new URL(url).hostname);

/** The origins that a gateway is reached by: its own, and on this machine by either name. */
export function returnOrigins(publicUrl: string): string[] {
  const { protocol, port, origin } = new URL(publicUrl);
  if (!isLoopback(publicUrl)) return [origin];
  return LOOPBACK_HOSTS.map((host) => new URL(`${protocol}//${host}${port && `:${port}`}`).origin);
}
