import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CheckoutRow, TransactionRow } from '../db/schema.ts';
import type { DonationPage } from '../domain/list-donations.ts';
import type { TransactionPage } from '../domain/list-transactions.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An ISO 4217 currency code. */
  Currency: { input: string; output: string; }
  /** An instant as an RFC 3339 string with its offset. */
  DateTime: { input: Date; output: Date; }
  /** An e-mail address. */
  EmailAddress: { input: string; output: string; }
  /** An integer between -(2^53 - 1) and 2^53 - 1. */
  SafeInt: { input: number; output: number; }
  /** An absolute URL. */
  URL: { input: URL; output: URL | string; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** The private face of a person: only ever resolvable for the caller. */
export type Account = {
  /** The person's id. */
  id: Scalars['ID']['output'];
  /** Money that has moved for this person, the last transaction first. */
  transactions?: Maybe<TransactionConnection>;
};


/** The private face of a person: only ever resolvable for the caller. */
export type AccountTransactionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A seat to buy. */
export type BuyParticipantTicketInput = {
  /** Where the buyer goes who does not pay. */
  cancelUrl: Scalars['URL']['input'];
  /** 1 to 64 characters, the caller's own: the same key and input give the same checkout. */
  idempotencyKey: Scalars['String']['input'];
  /** Where the buyer goes after paying. */
  successUrl: Scalars['URL']['input'];
  /** A given seat; any free one if left out. */
  ticketId?: InputMaybe<Scalars['ID']['input']>;
  /** The tournament's id. */
  tournamentId: Scalars['ID']['input'];
};

/** A ticket to watch a match. */
export type BuyViewerTicketInput = {
  /** Where the buyer goes who does not pay. */
  cancelUrl: Scalars['URL']['input'];
  /** 1 to 64 characters, the caller's own: the same key and input give the same checkout. */
  idempotencyKey: Scalars['String']['input'];
  /** The match's id. */
  matchId: Scalars['ID']['input'];
  /** Where the buyer goes after paying. */
  successUrl: Scalars['URL']['input'];
};

/** A purchase or a donation, from its opening to its end. */
export type Checkout = {
  /** What is to be paid. */
  amount: Money;
  /** When it succeeded. */
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was opened. */
  createdAt: Scalars['DateTime']['output'];
  /** Until when it can be paid. */
  expiresAt: Scalars['DateTime']['output'];
  /** The checkout's id. */
  id: Scalars['ID']['output'];
  /** The match that is to be watched; of a VIEWER_SALE. */
  match?: Maybe<Match>;
  /** Where the buyer pays: the provider's hosted page, an absolute address; null when there is nothing to pay any more, or not yet: then ask again with the same idempotency key. */
  paymentUrl?: Maybe<Scalars['URL']['output']>;
  /** Where it stands. */
  status: CheckoutStatus;
  /** The ticket it has bought, once that is the buyer's. */
  ticket?: Maybe<Ticket>;
  /** The tournament it is about. */
  tournament?: Maybe<Tournament>;
  /** What it pays for. */
  type: CheckoutType;
};

/** Where a checkout stands. */
export type CheckoutStatus =
  /** It was called off before it was paid. */
  | 'CANCELED'
  /** Its payment is disputed. */
  | 'DISPUTED'
  /** It was not paid in time. */
  | 'EXPIRED'
  /** Its payment was refused. */
  | 'FAILED'
  /** Waiting for its payment. */
  | 'PENDING'
  /** Its payment is under way, or paid and its ticket on its way. */
  | 'PROCESSING'
  /** Its money has gone back. */
  | 'REFUNDED'
  /** Its money is on its way back. */
  | 'REFUNDING'
  /** Paid, and what was bought is the buyer's. */
  | 'SUCCEEDED';

/** What a checkout pays for. */
export type CheckoutType =
  /** A gift to the organiser of a tournament. */
  | 'DONATION'
  /** A seat in a tournament, to play. */
  | 'PARTICIPANT_SALE'
  /** A ticket to watch a match. */
  | 'VIEWER_SALE';

/** A gift to the organiser of a tournament. */
export type DonateInput = {
  /** How much, in the currency of the tournament. */
  amount: MoneyInput;
  /** Whether the donor's name stays hidden. */
  anonymous?: InputMaybe<Scalars['Boolean']['input']>;
  /** Where the donor goes who does not pay. */
  cancelUrl: Scalars['URL']['input'];
  /** 1 to 64 characters, the caller's own: the same key and input give the same checkout. */
  idempotencyKey: Scalars['String']['input'];
  /** What to say with it: 1 to 500 characters. */
  message?: InputMaybe<Scalars['String']['input']>;
  /** Where the donor goes after paying. */
  successUrl: Scalars['URL']['input'];
  /** The tournament's id. */
  tournamentId: Scalars['ID']['input'];
};

/** A gift to the organiser of a tournament, paid. */
export type Donation = {
  /** How much was given, without what of it has gone back. */
  amount: Money;
  /** When it was paid. */
  createdAt: Scalars['DateTime']['output'];
  /** Who gave it; null when anonymous. */
  donor?: Maybe<User>;
  /** The donation's id. */
  id: Scalars['ID']['output'];
  /** What the donor said with it. */
  message?: Maybe<Scalars['String']['output']>;
};

/** A page of donations. */
export type DonationConnection = {
  /** The donations of the page with their cursors. */
  edges: Array<DonationEdge>;
  /** The donations of the page. */
  nodes: Array<Donation>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many donations the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A donation in a list. */
export type DonationEdge = {
  /** Where the donation stands in the list. */
  cursor: Scalars['String']['output'];
  /** The donation. */
  node: Donation;
};

/** What was given to a tournament in all. */
export type DonationSummary = {
  /** How many donations. */
  count: Scalars['Int']['output'];
  /** Their sum. */
  total: Money;
};

/** What a tournament has earned. */
export type Earnings = {
  /** What the platform keeps of what stayed. */
  commission: Money;
  /** What was donated, without what went back. */
  donations: Money;
  /** What was paid for its tickets, without what went back. */
  gross: Money;
  /** What is the organiser's: tickets and donations less the commission. */
  net: Money;
  /** What has gone back. */
  refunded: Money;
};

/** A meeting of teams of one tournament. */
export type Match = {
  /** The match's id. */
  id: Scalars['ID']['output'];
};

/** An amount in the currency's minor units: 2000000 COP is twenty thousand pesos. */
export type Money = {
  /** The amount in minor units. */
  amount: Scalars['SafeInt']['output'];
  /** The currency of the amount. */
  currency: Scalars['Currency']['output'];
};

/** An amount in the currency's minor units: 2000000 COP is twenty thousand pesos. */
export type MoneyInput = {
  /** The amount in minor units. */
  amount: Scalars['SafeInt']['input'];
  /** The currency of the amount. */
  currency: Scalars['Currency']['input'];
};

/** What can be changed. */
export type Mutation = {
  /** Holds a seat of a tournament for the caller and opens its checkout; a free seat is the caller's at once. */
  buyParticipantTicket?: Maybe<Checkout>;
  /** Holds a ticket to watch a match for the caller and opens its checkout. */
  buyViewerTicket?: Maybe<Checkout>;
  /** Calls the caller's own checkout off; one that was paid meanwhile stands. */
  cancelCheckout?: Maybe<Checkout>;
  /** Asks the provider about the caller's own checkout now, instead of waiting for its webhook. */
  confirmCheckout?: Maybe<Checkout>;
  /** Opens the checkout of a donation to the organiser of a tournament. */
  donate?: Maybe<Checkout>;
  /** Gives the money of a checkout back, and takes its ticket; platform administration. */
  refundCheckout?: Maybe<Checkout>;
};


/** What can be changed. */
export type MutationBuyParticipantTicketArgs = {
  input: BuyParticipantTicketInput;
};


/** What can be changed. */
export type MutationBuyViewerTicketArgs = {
  input: BuyViewerTicketInput;
};


/** What can be changed. */
export type MutationCancelCheckoutArgs = {
  checkoutId: Scalars['ID']['input'];
};


/** What can be changed. */
export type MutationConfirmCheckoutArgs = {
  checkoutId: Scalars['ID']['input'];
};


/** What can be changed. */
export type MutationDonateArgs = {
  input: DonateInput;
};


/** What can be changed. */
export type MutationRefundCheckoutArgs = {
  checkoutId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

/** Where a page lies within its connection. */
export type PageInfo = {
  /** The cursor of the last item of this page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more items follow this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether items precede this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first item of this page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** What can be read. */
export type Query = {
  /** The caller's own checkout with this id; null for others and when there is none. */
  checkout?: Maybe<Checkout>;
};


/** What can be read. */
export type QueryCheckoutArgs = {
  id: Scalars['ID']['input'];
};

/** What can be followed as it happens; what happens while a client is away is not told later. */
export type Subscription = {
  /** The caller's own checkout, each time that it has changed. */
  checkoutUpdated?: Maybe<Checkout>;
};


/** What can be followed as it happens; what happens while a client is away is not told later. */
export type SubscriptionCheckoutUpdatedArgs = {
  checkoutId: Scalars['ID']['input'];
};

/** A seat for a participant, or a viewer's admission to a match. */
export type Ticket = {
  /** The caller's own checkout that has bought it; null for others. */
  checkout?: Maybe<Checkout>;
  /** The ticket's id. */
  id: Scalars['ID']['output'];
};

/** A contest in a game, run by its staff, played by teams. */
export type Tournament = {
  /** What was given to it in all. */
  donationSummary?: Maybe<DonationSummary>;
  /** What was given to it, the last gift first. */
  donations?: Maybe<DonationConnection>;
  /** What it has earned, for its staff; null for others. */
  earnings?: Maybe<Earnings>;
  /** The tournament's id. */
  id: Scalars['ID']['output'];
};


/** A contest in a game, run by its staff, played by teams. */
export type TournamentDonationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Money that has moved for a person; negative for a REFUND, unless that came back and is made again. */
export type Transaction = {
  /** How much; negative for a REFUND, above zero for one that did not reach the person and came back. */
  amount: Money;
  /** The checkout it belongs to. */
  checkout: Checkout;
  /** When it was recorded. */
  createdAt: Scalars['DateTime']['output'];
  /** The transaction's id. */
  id: Scalars['ID']['output'];
  /** What it was for. */
  type: TransactionType;
};

/** A page of transactions. */
export type TransactionConnection = {
  /** The transactions of the page with their cursors. */
  edges: Array<TransactionEdge>;
  /** The transactions of the page. */
  nodes: Array<Transaction>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many transactions the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A transaction in a list. */
export type TransactionEdge = {
  /** Where the transaction stands in the list. */
  cursor: Scalars['String']['output'];
  /** The transaction. */
  node: Transaction;
};

/** What a transaction was for. */
export type TransactionType =
  /** A gift to an organiser. */
  | 'DONATION'
  /** A seat in a tournament. */
  | 'PARTICIPANT_SALE'
  /** Money that has gone back. */
  | 'REFUND'
  /** A ticket to watch a match. */
  | 'VIEWER_SALE';

/** The public face of a person. */
export type User = {
  /** The person's id. */
  id: Scalars['ID']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Account: Account;
  Checkout: Checkout;
  Ticket: Ticket;
  Tournament: Tournament;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Account:
    ( { __typename: 'Account' }
    & GraphQLRecursivePick<FederationTypes['Account'], {"id":true}> );
  Checkout:
    ( { __typename: 'Checkout' }
    & GraphQLRecursivePick<FederationTypes['Checkout'], {"id":true}> );
  Ticket:
    ( { __typename: 'Ticket' }
    & GraphQLRecursivePick<FederationTypes['Ticket'], {"id":true}> );
  Tournament:
    ( { __typename: 'Tournament' }
    & GraphQLRecursivePick<FederationTypes['Tournament'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<Omit<Account, 'transactions'> & { transactions?: Maybe<ResolversTypes['TransactionConnection']> }>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  BuyParticipantTicketInput: BuyParticipantTicketInput;
  BuyViewerTicketInput: BuyViewerTicketInput;
  Checkout: ResolverTypeWrapper<CheckoutRow>;
  CheckoutStatus: CheckoutStatus;
  CheckoutType: CheckoutType;
  Currency: ResolverTypeWrapper<Scalars['Currency']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DonateInput: DonateInput;
  Donation: ResolverTypeWrapper<CheckoutRow>;
  DonationConnection: ResolverTypeWrapper<DonationPage>;
  DonationEdge: ResolverTypeWrapper<Omit<DonationEdge, 'node'> & { node: ResolversTypes['Donation'] }>;
  DonationSummary: ResolverTypeWrapper<DonationSummary>;
  Earnings: ResolverTypeWrapper<Earnings>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  Match: ResolverTypeWrapper<Match>;
  Money: ResolverTypeWrapper<Money>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Ticket: ResolverTypeWrapper<Omit<Ticket, 'checkout'> & { checkout?: Maybe<ResolversTypes['Checkout']> }>;
  Tournament: ResolverTypeWrapper<Omit<Tournament, 'donations'> & { donations?: Maybe<ResolversTypes['DonationConnection']> }>;
  Transaction: ResolverTypeWrapper<TransactionRow>;
  TransactionConnection: ResolverTypeWrapper<TransactionPage>;
  TransactionEdge: ResolverTypeWrapper<Omit<TransactionEdge, 'node'> & { node: ResolversTypes['Transaction'] }>;
  TransactionType: TransactionType;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  User: ResolverTypeWrapper<User>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: Omit<Account, 'transactions'> & { transactions?: Maybe<ResolversParentTypes['TransactionConnection']> } | FederationReferenceTypes['Account'];
  ID: Scalars['ID']['output'];
  BuyParticipantTicketInput: BuyParticipantTicketInput;
  BuyViewerTicketInput: BuyViewerTicketInput;
  Checkout: CheckoutRow;
  Currency: Scalars['Currency']['output'];
  DateTime: Scalars['DateTime']['output'];
  DonateInput: DonateInput;
  Donation: CheckoutRow;
  DonationConnection: DonationPage;
  DonationEdge: Omit<DonationEdge, 'node'> & { node: ResolversParentTypes['Donation'] };
  DonationSummary: DonationSummary;
  Earnings: Earnings;
  EmailAddress: Scalars['EmailAddress']['output'];
  Match: Match;
  Money: Money;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  SafeInt: Scalars['SafeInt']['output'];
  Subscription: Record<PropertyKey, never>;
  Ticket: Omit<Ticket, 'checkout'> & { checkout?: Maybe<ResolversParentTypes['Checkout']> } | FederationReferenceTypes['Ticket'];
  Tournament: Omit<Tournament, 'donations'> & { donations?: Maybe<ResolversParentTypes['DonationConnection']> } | FederationReferenceTypes['Tournament'];
  Transaction: TransactionRow;
  TransactionConnection: TransactionPage;
  TransactionEdge: Omit<TransactionEdge, 'node'> & { node: ResolversParentTypes['Transaction'] };
  URL: Scalars['URL']['output'];
  User: User;
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
};

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
  maxAge?: Maybe<Scalars['Int']['input']>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CacheTagDirectiveArgs = {
  format: Scalars['String']['input'];
};

export type CacheTagDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheTagDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account'], FederationReferenceType extends FederationReferenceTypes['Account'] = FederationReferenceTypes['Account']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Account']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  transactions?: Resolver<Maybe<ResolversTypes['TransactionConnection']>, ParentType, ContextType, RequireFields<AccountTransactionsArgs, 'first'>>;
};

export type CheckoutResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Checkout'] = ResolversParentTypes['Checkout'], FederationReferenceType extends FederationReferenceTypes['Checkout'] = FederationReferenceTypes['Checkout']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Checkout']> | FederationReferenceType, FederationReferenceType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['Match']>, ParentType, ContextType>;
  paymentUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CheckoutStatus'], ParentType, ContextType>;
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType>;
  tournament?: Resolver<Maybe<ResolversTypes['Tournament']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['CheckoutType'], ParentType, ContextType>;
};

export interface CurrencyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Currency'], any> {
  name: 'Currency';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DonationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Donation'] = ResolversParentTypes['Donation']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  donor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DonationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DonationConnection'] = ResolversParentTypes['DonationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DonationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Donation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DonationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DonationEdge'] = ResolversParentTypes['DonationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Donation'], ParentType, ContextType>;
};

export type DonationSummaryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DonationSummary'] = ResolversParentTypes['DonationSummary']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type EarningsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Earnings'] = ResolversParentTypes['Earnings']> = {
  commission?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  donations?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  gross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type MatchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Match'] = ResolversParentTypes['Match']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['Currency'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  buyParticipantTicket?: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType, RequireFields<MutationBuyParticipantTicketArgs, 'input'>>;
  buyViewerTicket?: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType, RequireFields<MutationBuyViewerTicketArgs, 'input'>>;
  cancelCheckout?: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType, RequireFields<MutationCancelCheckoutArgs, 'checkoutId'>>;
  confirmCheckout?: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType, RequireFields<MutationConfirmCheckoutArgs, 'checkoutId'>>;
  donate?: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType, RequireFields<MutationDonateArgs, 'input'>>;
  refundCheckout?: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType, RequireFields<MutationRefundCheckoutArgs, 'checkoutId' | 'reason'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  checkout?: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType, RequireFields<QueryCheckoutArgs, 'id'>>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  checkoutUpdated?: SubscriptionResolver<Maybe<ResolversTypes['Checkout']>, "checkoutUpdated", ParentType, ContextType, RequireFields<SubscriptionCheckoutUpdatedArgs, 'checkoutId'>>;
};

export type TicketResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Ticket'] = ResolversParentTypes['Ticket'], FederationReferenceType extends FederationReferenceTypes['Ticket'] = FederationReferenceTypes['Ticket']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Ticket']> | FederationReferenceType, FederationReferenceType, ContextType>;
  checkout?: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type TournamentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Tournament'] = ResolversParentTypes['Tournament'], FederationReferenceType extends FederationReferenceTypes['Tournament'] = FederationReferenceTypes['Tournament']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Tournament']> | FederationReferenceType, FederationReferenceType, ContextType>;
  donationSummary?: Resolver<Maybe<ResolversTypes['DonationSummary']>, ParentType, ContextType>;
  donations?: Resolver<Maybe<ResolversTypes['DonationConnection']>, ParentType, ContextType, RequireFields<TournamentDonationsArgs, 'first'>>;
  earnings?: Resolver<Maybe<ResolversTypes['Earnings']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type TransactionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Transaction'] = ResolversParentTypes['Transaction']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  checkout?: Resolver<ResolversTypes['Checkout'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['TransactionType'], ParentType, ContextType>;
};

export type TransactionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TransactionConnection'] = ResolversParentTypes['TransactionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TransactionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Transaction']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TransactionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TransactionEdge'] = ResolversParentTypes['TransactionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Account?: AccountResolvers<ContextType>;
  Checkout?: CheckoutResolvers<ContextType>;
  Currency?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Donation?: DonationResolvers<ContextType>;
  DonationConnection?: DonationConnectionResolvers<ContextType>;
  DonationEdge?: DonationEdgeResolvers<ContextType>;
  DonationSummary?: DonationSummaryResolvers<ContextType>;
  Earnings?: EarningsResolvers<ContextType>;
  EmailAddress?: GraphQLScalarType;
  Match?: MatchResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  Subscription?: SubscriptionResolvers<ContextType>;
  Ticket?: TicketResolvers<ContextType>;
  Tournament?: TournamentResolvers<ContextType>;
  Transaction?: TransactionResolvers<ContextType>;
  TransactionConnection?: TransactionConnectionResolvers<ContextType>;
  TransactionEdge?: TransactionEdgeResolvers<ContextType>;
  URL?: GraphQLScalarType;
  User?: UserResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  cacheTag?: CacheTagDirectiveResolver<any, any, ContextType>;
};
