import { announce } from '../domain/announce.ts';
import { markAllNotificationsRead } from '../domain/mark-all-notifications-read.ts';
import { markNotificationRead } from '../domain/mark-notification-read.ts';
import { updatePreferences } from '../domain/update-preferences.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';

export const Mutation: MutationResolvers = {
  markNotificationRead: (_, { id }, { app, caller }) => markNotificationRead(app, caller, id),
  markAllNotificationsRead: (_, _args, { app, caller }) => markAllNotificationsRead(app, caller),
  updateNotificationPreferences: (_, args, { app, caller }) => updatePreferences(app, caller, args),
  announce: (_, { input }, { app, caller }) => announce(app, caller, input),
};
