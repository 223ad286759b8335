import type { Resolvers } from '../generated/resolvers.ts';
import { Account } from './Account.ts';
import { Match } from './Match.ts';
import { Mutation } from './Mutation.ts';
import { Query } from './Query.ts';
import { Subscription } from './Subscription.ts';
import { Ticket } from './Ticket.ts';
import { TicketOffer } from './TicketOffer.ts';
import { Tournament } from './Tournament.ts';

export const resolvers: Resolvers = {
  Account,
  Match,
  Mutation,
  Query,
  Subscription,
  Ticket,
  TicketOffer,
  Tournament,
};
