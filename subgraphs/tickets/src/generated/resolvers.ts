import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { TicketRow, OfferRow } from '../db/schema.ts';
import type { TicketPage } from '../domain/ticket-lists.ts';
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
  /** Offers made to the caller that are still open, the newest hundred, the newest first. */
  ticketOffers?: Maybe<Array<TicketOffer>>;
  /** The tickets of the caller, those that were last acquired first. */
  tickets?: Maybe<TicketConnection>;
};


/** The private face of a person: only ever resolvable for the caller. */
export type AccountTicketsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<Array<TicketStatus>>;
};

/** A meeting of teams of one tournament. */
export type Match = {
  /** The match's id. */
  id: Scalars['ID']['output'];
  /** The caller's viewer ticket, also while it is held for a checkout. */
  myTicket?: Maybe<Ticket>;
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
  /** Takes over a ticket that was offered to the caller; it gets a new code. */
  acceptTicketOffer?: Maybe<Ticket>;
  /** Offers the caller's own participant ticket to somebody, who has 48 hours to accept it, before the start. */
  offerTicket?: Maybe<TicketOffer>;
  /** Takes back an offer that the caller made; true also when it is no longer open. */
  withdrawTicketOffer?: Maybe<Scalars['Boolean']['output']>;
};


/** What can be changed. */
export type MutationAcceptTicketOfferArgs = {
  offerId: Scalars['ID']['input'];
};


/** What can be changed. */
export type MutationOfferTicketArgs = {
  ticketId: Scalars['ID']['input'];
  toUserId: Scalars['ID']['input'];
};


/** What can be changed. */
export type MutationWithdrawTicketOfferArgs = {
  offerId: Scalars['ID']['input'];
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
  /** The seats of a tournament that are for sale now. */
  availableTickets?: Maybe<TicketConnection>;
  /** The ticket with this id, for its owner and the staff of its tournament; null for others and when there is none. */
  ticket?: Maybe<Ticket>;
  /** The ticket with this code, for its owner and the staff of its tournament; null for others and when there is none. */
  ticketByCode?: Maybe<Ticket>;
};


/** What can be read. */
export type QueryAvailableTicketsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  tournamentId: Scalars['ID']['input'];
};


/** What can be read. */
export type QueryTicketArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. */
export type QueryTicketByCodeArgs = {
  code: Scalars['String']['input'];
};

/** What can be followed as it happens; what happens while a client is away is not told later. */
export type Subscription = {
  /** How many seats of a tournament are to be had, each time that it has changed. */
  ticketAvailabilityChanged?: Maybe<TicketAvailability>;
};


/** What can be followed as it happens; what happens while a client is away is not told later. */
export type SubscriptionTicketAvailabilityChangedArgs = {
  tournamentId: Scalars['ID']['input'];
};

/** A seat for a participant, or a viewer's admission to a match. */
export type Ticket = {
  /** When its owner first entered with it. */
  checkedInAt?: Maybe<Scalars['DateTime']['output']>;
  /** TKT-YYYYMMDDHHMMSS-XXXXXX; only the owner sees it. */
  code?: Maybe<Scalars['String']['output']>;
  /** The ticket's id. */
  id: Scalars['ID']['output'];
  /** When it became its owner's. */
  issuedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The match that a viewer's admits to; null for a seat. */
  match?: Maybe<Match>;
  /** The person it belongs to, or is held for; null while it is for sale. */
  owner?: Maybe<User>;
  /** What it costs, or was sold for. */
  price: Money;
  /** An SVG data URL of the code as QR; only the owner sees it. */
  qrCode?: Maybe<Scalars['String']['output']>;
  /** Where it stands in its life. */
  status: TicketStatus;
  /** The tournament it belongs to. */
  tournament?: Maybe<Tournament>;
  /** What it admits to. */
  type: TicketType;
};

/** How many seats of a tournament are to be had; all zero before its tickets exist. */
export type TicketAvailability = {
  /** Seats for sale now; none once the teams of the tournament are settled, at its start at the latest. */
  available: Scalars['Int']['output'];
  /** The tournament's id. */
  id: Scalars['ID']['output'];
  /** Seats held for a checkout. */
  reserved: Scalars['Int']['output'];
  /** Seats that belong to somebody, used ones among them. */
  sold: Scalars['Int']['output'];
  /** Seats that are not cancelled. */
  total: Scalars['Int']['output'];
  /** The tournament. */
  tournament?: Maybe<Tournament>;
};

/** A page of tickets. */
export type TicketConnection = {
  /** The tickets of the page with their cursors. */
  edges: Array<TicketEdge>;
  /** The tickets of the page. */
  nodes: Array<Ticket>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many tickets the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A ticket in a list. */
export type TicketEdge = {
  /** Where the ticket stands in the list. */
  cursor: Scalars['String']['output'];
  /** The ticket. */
  node: Ticket;
};

/** A ticket offered to another person. */
export type TicketOffer = {
  /** When the offer lapses. */
  expiresAt: Scalars['DateTime']['output'];
  /** The person who offers it. */
  from?: Maybe<User>;
  /** The offer's id. */
  id: Scalars['ID']['output'];
  /** The ticket on offer. */
  ticket: Ticket;
  /** The person it is offered to. */
  to?: Maybe<User>;
};

/** How many tickets of one type a tournament has sold. */
export type TicketSales = {
  /** Tickets that belonged to somebody and were cancelled. */
  canceled: Scalars['Int']['output'];
  /** What the sold ones were sold for together. */
  gross: Money;
  /** Tickets that belong to somebody, used ones among them. */
  sold: Scalars['Int']['output'];
  /** What the tickets admit to. */
  type: TicketType;
};

/** Where a ticket stands in its life. */
export type TicketStatus =
  /** Sold. */
  | 'ACTIVE'
  /** Refunded or withdrawn. */
  | 'CANCELED'
  /** For sale. */
  | 'GENERATED'
  /** Held for a checkout. */
  | 'RESERVED'
  /** Its payment is disputed. */
  | 'SUSPENDED'
  /** Its event is over. */
  | 'USED';

/** What a ticket admits to. */
export type TicketType =
  /** A seat in a tournament, to play. */
  | 'PARTICIPANT'
  /** A match, to watch. */
  | 'VIEWER';

/** A contest in a game, run by its staff, played by teams. */
export type Tournament = {
  /** The tournament's id. */
  id: Scalars['ID']['output'];
  /** The caller's participant ticket, also while it is held for a checkout. */
  myTicket?: Maybe<Ticket>;
  /** How many of its seats are to be had; zeros before the tickets exist. */
  ticketAvailability?: Maybe<TicketAvailability>;
  /** What it has sold by type of ticket, for its staff; null for others. */
  ticketSales?: Maybe<Array<TicketSales>>;
  /** Its tickets, for its staff; null for others. Codes stay hidden. */
  tickets?: Maybe<TicketConnection>;
};


/** A contest in a game, run by its staff, played by teams. */
export type TournamentTicketsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<Array<TicketStatus>>;
  type?: InputMaybe<TicketType>;
};

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
  Match: Match;
  Ticket: Ticket;
  Tournament: Tournament;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Account:
    ( { __typename: 'Account' }
    & GraphQLRecursivePick<FederationTypes['Account'], {"id":true}> );
  Match:
    ( { __typename: 'Match' }
    & GraphQLRecursivePick<FederationTypes['Match'], {"id":true}> );
  Ticket:
    ( { __typename: 'Ticket' }
    & GraphQLRecursivePick<FederationTypes['Ticket'], {"id":true}> );
  Tournament:
    ( { __typename: 'Tournament' }
    & GraphQLRecursivePick<FederationTypes['Tournament'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<Omit<Account, 'ticketOffers' | 'tickets'> & { ticketOffers?: Maybe<Array<ResolversTypes['TicketOffer']>>, tickets?: Maybe<ResolversTypes['TicketConnection']> }>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Currency: ResolverTypeWrapper<Scalars['Currency']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  Match: ResolverTypeWrapper<Omit<Match, 'myTicket'> & { myTicket?: Maybe<ResolversTypes['Ticket']> }>;
  Money: ResolverTypeWrapper<Money>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Ticket: ResolverTypeWrapper<TicketRow>;
  TicketAvailability: ResolverTypeWrapper<Omit<TicketAvailability, 'tournament'> & { tournament?: Maybe<ResolversTypes['Tournament']> }>;
  TicketConnection: ResolverTypeWrapper<TicketPage>;
  TicketEdge: ResolverTypeWrapper<Omit<TicketEdge, 'node'> & { node: ResolversTypes['Ticket'] }>;
  TicketOffer: ResolverTypeWrapper<OfferRow>;
  TicketSales: ResolverTypeWrapper<TicketSales>;
  TicketStatus: TicketStatus;
  TicketType: TicketType;
  Tournament: ResolverTypeWrapper<Omit<Tournament, 'myTicket' | 'ticketAvailability' | 'tickets'> & { myTicket?: Maybe<ResolversTypes['Ticket']>, ticketAvailability?: Maybe<ResolversTypes['TicketAvailability']>, tickets?: Maybe<ResolversTypes['TicketConnection']> }>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  User: ResolverTypeWrapper<User>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: Omit<Account, 'ticketOffers' | 'tickets'> & { ticketOffers?: Maybe<Array<ResolversParentTypes['TicketOffer']>>, tickets?: Maybe<ResolversParentTypes['TicketConnection']> } | FederationReferenceTypes['Account'];
  ID: Scalars['ID']['output'];
  Currency: Scalars['Currency']['output'];
  DateTime: Scalars['DateTime']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  Match: Omit<Match, 'myTicket'> & { myTicket?: Maybe<ResolversParentTypes['Ticket']> } | FederationReferenceTypes['Match'];
  Money: Money;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  SafeInt: Scalars['SafeInt']['output'];
  Subscription: Record<PropertyKey, never>;
  Ticket: TicketRow;
  TicketAvailability: Omit<TicketAvailability, 'tournament'> & { tournament?: Maybe<ResolversParentTypes['Tournament']> };
  TicketConnection: TicketPage;
  TicketEdge: Omit<TicketEdge, 'node'> & { node: ResolversParentTypes['Ticket'] };
  TicketOffer: OfferRow;
  TicketSales: TicketSales;
  Tournament: Omit<Tournament, 'myTicket' | 'ticketAvailability' | 'tickets'> & { myTicket?: Maybe<ResolversParentTypes['Ticket']>, ticketAvailability?: Maybe<ResolversParentTypes['TicketAvailability']>, tickets?: Maybe<ResolversParentTypes['TicketConnection']> } | FederationReferenceTypes['Tournament'];
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
  ticketOffers?: Resolver<Maybe<Array<ResolversTypes['TicketOffer']>>, ParentType, ContextType>;
  tickets?: Resolver<Maybe<ResolversTypes['TicketConnection']>, ParentType, ContextType, RequireFields<AccountTicketsArgs, 'first'>>;
};

export interface CurrencyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Currency'], any> {
  name: 'Currency';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type MatchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Match'] = ResolversParentTypes['Match'], FederationReferenceType extends FederationReferenceTypes['Match'] = FederationReferenceTypes['Match']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Match']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  myTicket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['Currency'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptTicketOffer?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType, RequireFields<MutationAcceptTicketOfferArgs, 'offerId'>>;
  offerTicket?: Resolver<Maybe<ResolversTypes['TicketOffer']>, ParentType, ContextType, RequireFields<MutationOfferTicketArgs, 'ticketId' | 'toUserId'>>;
  withdrawTicketOffer?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType, RequireFields<MutationWithdrawTicketOfferArgs, 'offerId'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  availableTickets?: Resolver<Maybe<ResolversTypes['TicketConnection']>, ParentType, ContextType, RequireFields<QueryAvailableTicketsArgs, 'first' | 'tournamentId'>>;
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType, RequireFields<QueryTicketArgs, 'id'>>;
  ticketByCode?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType, RequireFields<QueryTicketByCodeArgs, 'code'>>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  ticketAvailabilityChanged?: SubscriptionResolver<Maybe<ResolversTypes['TicketAvailability']>, "ticketAvailabilityChanged", ParentType, ContextType, RequireFields<SubscriptionTicketAvailabilityChangedArgs, 'tournamentId'>>;
};

export type TicketResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Ticket'] = ResolversParentTypes['Ticket'], FederationReferenceType extends FederationReferenceTypes['Ticket'] = FederationReferenceTypes['Ticket']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Ticket']> | FederationReferenceType, FederationReferenceType, ContextType>;
  checkedInAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  issuedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['Match']>, ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  qrCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TicketStatus'], ParentType, ContextType>;
  tournament?: Resolver<Maybe<ResolversTypes['Tournament']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['TicketType'], ParentType, ContextType>;
};

export type TicketAvailabilityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TicketAvailability'] = ResolversParentTypes['TicketAvailability']> = {
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reserved?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sold?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tournament?: Resolver<Maybe<ResolversTypes['Tournament']>, ParentType, ContextType>;
};

export type TicketConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TicketConnection'] = ResolversParentTypes['TicketConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TicketEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Ticket']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TicketEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TicketEdge'] = ResolversParentTypes['TicketEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Ticket'], ParentType, ContextType>;
};

export type TicketOfferResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TicketOffer'] = ResolversParentTypes['TicketOffer']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ticket?: Resolver<ResolversTypes['Ticket'], ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type TicketSalesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TicketSales'] = ResolversParentTypes['TicketSales']> = {
  canceled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  gross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  sold?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['TicketType'], ParentType, ContextType>;
};

export type TournamentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Tournament'] = ResolversParentTypes['Tournament'], FederationReferenceType extends FederationReferenceTypes['Tournament'] = FederationReferenceTypes['Tournament']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Tournament']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  myTicket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType>;
  ticketAvailability?: Resolver<Maybe<ResolversTypes['TicketAvailability']>, ParentType, ContextType>;
  ticketSales?: Resolver<Maybe<Array<ResolversTypes['TicketSales']>>, ParentType, ContextType>;
  tickets?: Resolver<Maybe<ResolversTypes['TicketConnection']>, ParentType, ContextType, RequireFields<TournamentTicketsArgs, 'first'>>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Account?: AccountResolvers<ContextType>;
  Currency?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
  Match?: MatchResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  Subscription?: SubscriptionResolvers<ContextType>;
  Ticket?: TicketResolvers<ContextType>;
  TicketAvailability?: TicketAvailabilityResolvers<ContextType>;
  TicketConnection?: TicketConnectionResolvers<ContextType>;
  TicketEdge?: TicketEdgeResolvers<ContextType>;
  TicketOffer?: TicketOfferResolvers<ContextType>;
  TicketSales?: TicketSalesResolvers<ContextType>;
  Tournament?: TournamentResolvers<ContextType>;
  URL?: GraphQLScalarType;
  User?: UserResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  cacheTag?: CacheTagDirectiveResolver<any, any, ContextType>;
};
