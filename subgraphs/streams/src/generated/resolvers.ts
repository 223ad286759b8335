import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ShownAudience } from '../domain/show-audience.ts';
import type { ShownMatch } from '../domain/shown-match.ts';
import type { PlatformRow, StreamRow, AttendanceRow, StreamBanRow } from '../db/schema.ts';
import type { SessionEvent } from '../domain/watching/session-event.ts';
import type { ViewerPage } from '../domain/list-viewers.ts';
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

/** How many people watch the matches of a tournament. */
export type Audience = {
  /** The most who have watched at once. */
  peakViewers: Scalars['Int']['output'];
  /** Different people who have ever watched. */
  uniqueViewers: Scalars['Int']['output'];
  /** Different people who watch at this moment. */
  viewersNow: Scalars['Int']['output'];
};

/** A new stream. */
export type CreateStreamInput = {
  /** The match to be watched. */
  matchId: Scalars['ID']['input'];
  /** The platform it is on. */
  platformId: Scalars['ID']['input'];
  /** An https address on that platform, of at most 2048 characters. */
  url: Scalars['URL']['input'];
};

/** A wish to watch. */
export type JoinStreamInput = {
  /** The match to watch. */
  matchId: Scalars['ID']['input'];
  /** The caller's own ticket; needed where watching isn't free, and by participants. */
  ticketCode?: InputMaybe<Scalars['String']['input']>;
};

/** A person to be sent away. */
export type KickViewerInput = {
  /** The match they are sent away from. */
  matchId: Scalars['ID']['input'];
  /** Why, for them to read: at most 300 characters. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** The person's id; they need not watch. */
  userId: Scalars['ID']['input'];
};

/** A meeting of teams of one tournament. */
export type Match = {
  /** The match's id. */
  id: Scalars['ID']['output'];
  /** As what the caller is admitted to its streams at this moment; null while they hold no grant. */
  myAccess?: Maybe<StreamRole>;
  /** The last hundred who were kicked and may not join, the last kicked first, for the staff of its tournament; null for others. */
  streamBans?: Maybe<Array<StreamBan>>;
  /** Where it can be watched, one per platform, those that were created first before the others. */
  streams?: Maybe<Array<Stream>>;
  /** How many people watch it at this moment. */
  viewerCount?: Maybe<Scalars['Int']['output']>;
  /** Who watches it at this moment, for the staff of its tournament; null for others. */
  viewers?: Maybe<UserConnection>;
};


/** A meeting of teams of one tournament. */
export type MatchViewersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
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
  /** Moves a stream to another address of its platform; for the staff of its tournament, until the match is over. */
  changeStreamUrl?: Maybe<Stream>;
  /** Tells where a match can be watched, once per platform; for the staff of its tournament, until the match is over. */
  createStream?: Maybe<Stream>;
  /** Gives the caller a grant for the streams of a match, for a minute: watchStream keeps it. Doing so again renews it. */
  joinStream?: Maybe<StreamAccess>;
  /** Sends a person away from a match and bans them from its streams; for the staff of its tournament, who are not kicked. Doing so twice changes nothing. */
  kickViewer?: Maybe<Scalars['Boolean']['output']>;
  /** Gives up the caller's grant for a match, and their place; true also when they had none. */
  leaveStream?: Maybe<Scalars['Boolean']['output']>;
  /** Takes a stream away; for the staff of its tournament, until the match is over. */
  removeStream?: Maybe<Scalars['Boolean']['output']>;
  /** Lets a kicked person join again; for the staff of the tournament. True also when they were not banned. */
  unbanViewer?: Maybe<Scalars['Boolean']['output']>;
};


/** What can be changed. */
export type MutationChangeStreamUrlArgs = {
  streamId: Scalars['ID']['input'];
  url: Scalars['URL']['input'];
};


/** What can be changed. */
export type MutationCreateStreamArgs = {
  input: CreateStreamInput;
};


/** What can be changed. */
export type MutationJoinStreamArgs = {
  input: JoinStreamInput;
};


/** What can be changed. */
export type MutationKickViewerArgs = {
  input: KickViewerInput;
};


/** What can be changed. */
export type MutationLeaveStreamArgs = {
  matchId: Scalars['ID']['input'];
};


/** What can be changed. */
export type MutationRemoveStreamArgs = {
  streamId: Scalars['ID']['input'];
};


/** What can be changed. */
export type MutationUnbanViewerArgs = {
  matchId: Scalars['ID']['input'];
  userId: Scalars['ID']['input'];
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

/** Where streams are, as YouTube. */
export type Platform = {
  /** The platform's id. */
  id: Scalars['ID']['output'];
  /** The platform's name. */
  name: Scalars['String']['output'];
};

/** What can be read. */
export type Query = {
  /** Every platform that streams are on, by name. */
  platforms?: Maybe<Array<Platform>>;
  /** The stream with this id; null when there is none. */
  stream?: Maybe<Stream>;
};


/** What can be read. */
export type QueryStreamArgs = {
  id: Scalars['ID']['input'];
};

/** Where a match can be watched. */
export type Stream = {
  /** The stream's id. */
  id: Scalars['ID']['output'];
  /** Whether the match is being played. */
  isLive: Scalars['Boolean']['output'];
  /** The match. */
  match?: Maybe<Match>;
  /** The platform that it is on. */
  platform: Platform;
  /** Where it is; null unless the caller holds a grant for the match, or runs the tournament. */
  url?: Maybe<Scalars['URL']['output']>;
};

/** The grant that joinStream returns, for all streams of the match; watchStream keeps it alive. */
export type StreamAccess = {
  /** Since when. */
  grantedAt: Scalars['DateTime']['output'];
  /** The grant's id: one for each person and match. */
  id: Scalars['ID']['output'];
  /** The match. */
  match?: Maybe<Match>;
  /** As what the caller is admitted. */
  role: StreamRole;
  /** Its streams, with their addresses, those that were created first before the others. */
  streams: Array<Stream>;
};

/** A person who was kicked, and may not join the streams of a match. */
export type StreamBan = {
  /** When they were kicked. */
  createdAt: Scalars['DateTime']['output'];
  /** The ban's id. */
  id: Scalars['ID']['output'];
  /** Why, as the staff put it. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The person. */
  user?: Maybe<User>;
};

/** As what somebody is admitted to the streams of a match. */
export type StreamRole =
  /** A player of the tournament, by their ticket. */
  | 'PARTICIPANT'
  /** One who runs the tournament. */
  | 'STAFF'
  /** Somebody who watches, by a ticket for the match, or for nothing where watching is free. */
  | 'VIEWER';

/** Something that happens to somebody who watches. */
export type StreamSessionEvent = {
  /** When it happened. */
  at: Scalars['DateTime']['output'];
  /** The match. */
  match?: Maybe<Match>;
  /** Why, as the staff put it, when KICKED; TICKET_INVALID or GRANT_LOST when ENDED before the match is over; else null. */
  reason?: Maybe<Scalars['String']['output']>;
  /** What happens. */
  type: StreamSessionEventType;
};

/** What happens to somebody who watches. */
export type StreamSessionEventType =
  /** The match is over, or what admitted them is no longer valid; the last event. */
  | 'ENDED'
  /** They are counted from now on. */
  | 'JOINED'
  /** They were sent away and may not come back; the last event. */
  | 'KICKED'
  /** A stream has moved or was taken away: ask for the streams again. */
  | 'URL_CHANGED'
  /** Another number of people watch. */
  | 'VIEWER_COUNT';

/** What can be followed as it happens; what happens while a client is away is not told later. */
export type Subscription = {
  /** Each stream of the match that is new, has moved, goes live or ends. */
  streamUpdated?: Maybe<Stream>;
  /** The match, each time that another number of people watch it; at most twice a second. */
  viewerCountChanged?: Maybe<Match>;
  /** Counts the caller as watching while it is open, for whom it needs a grant from joinStream; it begins with JOINED, and completes after KICKED or ENDED. */
  watchStream?: Maybe<StreamSessionEvent>;
};


/** What can be followed as it happens; what happens while a client is away is not told later. */
export type SubscriptionStreamUpdatedArgs = {
  matchId: Scalars['ID']['input'];
};


/** What can be followed as it happens; what happens while a client is away is not told later. */
export type SubscriptionViewerCountChangedArgs = {
  matchId: Scalars['ID']['input'];
};


/** What can be followed as it happens; what happens while a client is away is not told later. */
export type SubscriptionWatchStreamArgs = {
  matchId: Scalars['ID']['input'];
};

/** A contest in a game, run by its staff, played by teams. */
export type Tournament = {
  /** How many people watch its matches, for its staff; null for others. */
  audience?: Maybe<Audience>;
  /** The tournament's id. */
  id: Scalars['ID']['output'];
};

/** The public face of a person. */
export type User = {
  /** The person's id. */
  id: Scalars['ID']['output'];
};

/** A page of people. */
export type UserConnection = {
  /** The people of this page with their cursors. */
  edges: Array<UserEdge>;
  /** The people of this page. */
  nodes: Array<User>;
  /** Where this page lies within the whole. */
  pageInfo: PageInfo;
  /** How many people there are in all. */
  totalCount: Scalars['Int']['output'];
};

/** A person within a page. */
export type UserEdge = {
  /** The cursor of this person within the list. */
  cursor: Scalars['String']['output'];
  /** The person. */
  node: User;
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
  Match: Match;
  Stream: Stream;
  Tournament: Tournament;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Match:
    ( { __typename: 'Match' }
    & GraphQLRecursivePick<FederationTypes['Match'], {"id":true}> );
  Stream:
    ( { __typename: 'Stream' }
    & GraphQLRecursivePick<FederationTypes['Stream'], {"id":true}> );
  Tournament:
    ( { __typename: 'Tournament' }
    & GraphQLRecursivePick<FederationTypes['Tournament'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Audience: ResolverTypeWrapper<ShownAudience>;
  CreateStreamInput: CreateStreamInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Currency: ResolverTypeWrapper<Scalars['Currency']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  JoinStreamInput: JoinStreamInput;
  KickViewerInput: KickViewerInput;
  Match: ResolverTypeWrapper<ShownMatch>;
  Money: ResolverTypeWrapper<Money>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Platform: ResolverTypeWrapper<PlatformRow>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  Stream: ResolverTypeWrapper<StreamRow>;
  StreamAccess: ResolverTypeWrapper<AttendanceRow>;
  StreamBan: ResolverTypeWrapper<StreamBanRow>;
  StreamRole: StreamRole;
  StreamSessionEvent: ResolverTypeWrapper<SessionEvent>;
  StreamSessionEventType: StreamSessionEventType;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Tournament: ResolverTypeWrapper<Omit<Tournament, 'audience'> & { audience?: Maybe<ResolversTypes['Audience']> }>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  User: ResolverTypeWrapper<User>;
  UserConnection: ResolverTypeWrapper<ViewerPage>;
  UserEdge: ResolverTypeWrapper<UserEdge>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Audience: ShownAudience;
  CreateStreamInput: CreateStreamInput;
  ID: Scalars['ID']['output'];
  Currency: Scalars['Currency']['output'];
  DateTime: Scalars['DateTime']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  JoinStreamInput: JoinStreamInput;
  KickViewerInput: KickViewerInput;
  Match: ShownMatch;
  Money: Money;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Platform: PlatformRow;
  Query: Record<PropertyKey, never>;
  SafeInt: Scalars['SafeInt']['output'];
  Stream: StreamRow;
  StreamAccess: AttendanceRow;
  StreamBan: StreamBanRow;
  StreamSessionEvent: SessionEvent;
  Subscription: Record<PropertyKey, never>;
  Tournament: Omit<Tournament, 'audience'> & { audience?: Maybe<ResolversParentTypes['Audience']> } | FederationReferenceTypes['Tournament'];
  URL: Scalars['URL']['output'];
  User: User;
  UserConnection: ViewerPage;
  UserEdge: UserEdge;
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

export type AudienceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Audience'] = ResolversParentTypes['Audience']> = {
  peakViewers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  uniqueViewers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  viewersNow?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
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
  myAccess?: Resolver<Maybe<ResolversTypes['StreamRole']>, ParentType, ContextType>;
  streamBans?: Resolver<Maybe<Array<ResolversTypes['StreamBan']>>, ParentType, ContextType>;
  streams?: Resolver<Maybe<Array<ResolversTypes['Stream']>>, ParentType, ContextType>;
  viewerCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  viewers?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, RequireFields<MatchViewersArgs, 'first'>>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['Currency'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  changeStreamUrl?: Resolver<Maybe<ResolversTypes['Stream']>, ParentType, ContextType, RequireFields<MutationChangeStreamUrlArgs, 'streamId' | 'url'>>;
  createStream?: Resolver<Maybe<ResolversTypes['Stream']>, ParentType, ContextType, RequireFields<MutationCreateStreamArgs, 'input'>>;
  joinStream?: Resolver<Maybe<ResolversTypes['StreamAccess']>, ParentType, ContextType, RequireFields<MutationJoinStreamArgs, 'input'>>;
  kickViewer?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType, RequireFields<MutationKickViewerArgs, 'input'>>;
  leaveStream?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType, RequireFields<MutationLeaveStreamArgs, 'matchId'>>;
  removeStream?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType, RequireFields<MutationRemoveStreamArgs, 'streamId'>>;
  unbanViewer?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType, RequireFields<MutationUnbanViewerArgs, 'matchId' | 'userId'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PlatformResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Platform'] = ResolversParentTypes['Platform']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  platforms?: Resolver<Maybe<Array<ResolversTypes['Platform']>>, ParentType, ContextType>;
  stream?: Resolver<Maybe<ResolversTypes['Stream']>, ParentType, ContextType, RequireFields<QueryStreamArgs, 'id'>>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type StreamResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Stream'] = ResolversParentTypes['Stream'], FederationReferenceType extends FederationReferenceTypes['Stream'] = FederationReferenceTypes['Stream']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Stream']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isLive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['Match']>, ParentType, ContextType>;
  platform?: Resolver<ResolversTypes['Platform'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
};

export type StreamAccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StreamAccess'] = ResolversParentTypes['StreamAccess']> = {
  grantedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['Match']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['StreamRole'], ParentType, ContextType>;
  streams?: Resolver<Array<ResolversTypes['Stream']>, ParentType, ContextType>;
};

export type StreamBanResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StreamBan'] = ResolversParentTypes['StreamBan']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type StreamSessionEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StreamSessionEvent'] = ResolversParentTypes['StreamSessionEvent']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['Match']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['StreamSessionEventType'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  streamUpdated?: SubscriptionResolver<Maybe<ResolversTypes['Stream']>, "streamUpdated", ParentType, ContextType, RequireFields<SubscriptionStreamUpdatedArgs, 'matchId'>>;
  viewerCountChanged?: SubscriptionResolver<Maybe<ResolversTypes['Match']>, "viewerCountChanged", ParentType, ContextType, RequireFields<SubscriptionViewerCountChangedArgs, 'matchId'>>;
  watchStream?: SubscriptionResolver<Maybe<ResolversTypes['StreamSessionEvent']>, "watchStream", ParentType, ContextType, RequireFields<SubscriptionWatchStreamArgs, 'matchId'>>;
};

export type TournamentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Tournament'] = ResolversParentTypes['Tournament'], FederationReferenceType extends FederationReferenceTypes['Tournament'] = FederationReferenceTypes['Tournament']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Tournament']> | FederationReferenceType, FederationReferenceType, ContextType>;
  audience?: Resolver<Maybe<ResolversTypes['Audience']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UserConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection']> = {
  edges?: Resolver<Array<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['User']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UserEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Audience?: AudienceResolvers<ContextType>;
  Currency?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
  Match?: MatchResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Platform?: PlatformResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  Stream?: StreamResolvers<ContextType>;
  StreamAccess?: StreamAccessResolvers<ContextType>;
  StreamBan?: StreamBanResolvers<ContextType>;
  StreamSessionEvent?: StreamSessionEventResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Tournament?: TournamentResolvers<ContextType>;
  URL?: GraphQLScalarType;
  User?: UserResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  cacheTag?: CacheTagDirectiveResolver<any, any, ContextType>;
};
