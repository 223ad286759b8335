import type { Resolvers } from '../generated/resolvers.ts';
import { Account } from './Account.ts';
import { Checkout } from './Checkout.ts';
import { Donation } from './Donation.ts';
import { Mutation } from './Mutation.ts';
import { Query } from './Query.ts';
import { Subscription } from './Subscription.ts';
import { Ticket } from './Ticket.ts';
import { Tournament } from './Tournament.ts';
import { Transaction } from './Transaction.ts';

export const resolvers: Resolvers = {
  Account,
  Checkout,
  Donation,
  Mutation,
  Query,
  Subscription,
  Ticket,
  Tournament,
  Transaction,
};
