import type { Resolvers } from '../generated/resolvers.ts';
import { Account } from './Account.ts';
import { Mutation } from './Mutation.ts';
import { Notification } from './Notification.ts';
import { Subscription } from './Subscription.ts';

export const resolvers: Resolvers = { Account, Mutation, Notification, Subscription };
