import type { RequestHandler } from '@arena/events';
import type { App } from '../app.ts';
import { listContacts } from '../domain/list-contacts.ts';

/** Answers how people are reached. */
export const replyContacts =
  (app: App): RequestHandler<'users.contacts'> =>
  async ({ userIds }) => ({ contacts: await listContacts(app, userIds) });
