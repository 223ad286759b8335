import { resolveOwnAccount } from '@arena/subgraph-kit';
import { countUnread } from '../domain/count-unread.ts';
import { listNotifications } from '../domain/list-notifications.ts';
import { listPreferences } from '../domain/list-preferences.ts';
import type { AccountResolvers } from '../generated/resolvers.ts';

export const Account: AccountResolvers = {
  __resolveReference: (reference, context) => resolveOwnAccount(reference, context),
  notifications: ({ id }, args, { app }) => listNotifications(app, id, args),
  unreadNotificationCount: ({ id }, _, { app }) => countUnread(app, id),
  notificationPreferences: ({ id }, _, { app }) => listPreferences(app, id),
};
