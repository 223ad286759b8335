import type { App } from '../app.ts';
import { findContacts, type Contact } from '../db/contact-store.ts';

/** How these people are reached; whom nobody knows is left out. For the mailer alone. */
export const listContacts = (app: App, userIds: readonly string[]): Promise<Contact[]> =>
  findContacts(app.db, userIds);
