import type { App } from '../app.ts';
import { renewLease } from '../db/due-mail-store.ts';

/** Until when mails that are taken at this moment are left to whoever takes them. */
export const leaseUntil = ({ now, settings }: App): Date => new Date(now().getTime() + settings.mailLeaseMs);

/** Keeps mails from others, for as long as they are in the set. */
export function keepLease(app: App, ids: ReadonlySet<string>): { stop: () => void } {
  const renew = () => {
    if (ids.size === 0) return;
    renewLease(app.db, [...ids], leaseUntil(app)).catch((error: unknown) =>
      app.logger.warn({ err: error }, 'mails under way are not kept from others'),
    );
  };
  const timer = setInterval(renew, app.settings.mailLeaseMs / 3);
  return { stop: () => clearInterval(timer) };
}
