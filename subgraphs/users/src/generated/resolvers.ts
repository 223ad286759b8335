import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { UserRow } from '../db/schema.ts';
import type { UserPage } from '../domain/list-users.ts';
import type { OwnAccount } from '../domain/own-account.ts';
import type { OwnSession } from '../domain/list-sessions.ts';
import type { IssuedSession } from '../domain/issue-session.ts';
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
  /** The address the account was registered with. */
  email: Scalars['EmailAddress']['output'];
  /** Whether the person has shown that the address is theirs. */
  emailVerified: Scalars['Boolean']['output'];
  /** The person's id. */
  id: Scalars['ID']['output'];
  /** The language that the person is written to in. */
  locale: Locale;
  /** What the person may do beyond what everybody may, as platform:admin. */
  scopes: Array<Scalars['String']['output']>;
  /** Where the person is signed in now, the most recently used first. */
  sessions: Array<DeviceSession>;
  /** Whether the account may be used. */
  status: AccountStatus;
  /** The public face of the same person. */
  user: User;
};

/** Whether an account may be used. */
export type AccountStatus =
  /** In use. */
  | 'ACTIVE'
  /** Given up. */
  | 'DELETED'
  /** Barred from signing in by the platform's administration. */
  | 'SUSPENDED';

/** A change of password. */
export type ChangePasswordInput = {
  /** The password until now. */
  currentPassword: Scalars['String']['input'];
  /** From 10 to 128 characters. */
  newPassword: Scalars['String']['input'];
};

/** A device or browser that is signed in. */
export type DeviceSession = {
  /** When it signed in. */
  createdAt: Scalars['DateTime']['output'];
  /** Whether it is the session that asks. */
  current: Scalars['Boolean']['output'];
  /** The session's id. */
  id: Scalars['ID']['output'];
  /** When it last signed in or refreshed its tokens. */
  lastUsedAt: Scalars['DateTime']['output'];
  /** What the device said of itself when it signed in. */
  userAgent?: Maybe<Scalars['String']['output']>;
};

/** A language that Arena writes to people in. */
export type Locale =
  /** English. */
  | 'EN'
  /** Spanish. */
  | 'ES';

/** Credentials. */
export type LoginInput = {
  /** The e-mail address or the username, in any case. */
  login: Scalars['String']['input'];
  /** The password. */
  password: Scalars['String']['input'];
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
  /** Changes the caller's password, ends all other sessions and returns fresh tokens of this one. */
  changePassword?: Maybe<Session>;
  /** Ends one of the caller's sessions. */
  endSession?: Maybe<Scalars['Boolean']['output']>;
  /** Signs in. UNAUTHENTICATED for wrong credentials, FORBIDDEN with reason SUSPENDED, RATE_LIMITED after too many failures. */
  login?: Maybe<Session>;
  /** Ends the session that a refresh token belongs to. Always true. */
  logout?: Maybe<Scalars['Boolean']['output']>;
  /** Ends all of the caller's sessions, this one included. */
  logoutEverywhere?: Maybe<Scalars['Boolean']['output']>;
  /** Exchanges a refresh token, once, for fresh tokens of the same session. A token used again ends the session. */
  refreshSession?: Maybe<Session>;
  /** Makes an account and signs in. CONFLICT with reason EMAIL_TAKEN or USERNAME_TAKEN. */
  register?: Maybe<Session>;
  /** Lifts a suspension. Platform administration. */
  reinstateUser?: Maybe<User>;
  /** Mails a token for a new password to whoever has this address. Always true, so that nobody learns which addresses exist. */
  requestPasswordReset?: Maybe<Scalars['Boolean']['output']>;
  /** Mails another token by which the caller can verify their address. RATE_LIMITED after three mails within an hour. */
  resendEmailVerification?: Maybe<Scalars['Boolean']['output']>;
  /** Sets a new password by the token of a mail, ends all sessions and signs in. FORBIDDEN with reason SUSPENDED. */
  resetPassword?: Maybe<Session>;
  /** Bars a person from signing in and ends all their sessions. Platform administration. */
  suspendUser?: Maybe<User>;
  /** Changes the caller's profile; what is left out stays. */
  updateProfile?: Maybe<User>;
  /** Verifies an address by the token of the mail that went to it; the account is that of whom the mail was for. */
  verifyEmail?: Maybe<Account>;
};


/** What can be changed. */
export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};


/** What can be changed. */
export type MutationEndSessionArgs = {
  id: Scalars['ID']['input'];
};


/** What can be changed. */
export type MutationLoginArgs = {
  input: LoginInput;
};


/** What can be changed. */
export type MutationLogoutArgs = {
  refreshToken: Scalars['String']['input'];
};


/** What can be changed. */
export type MutationRefreshSessionArgs = {
  refreshToken: Scalars['String']['input'];
};


/** What can be changed. */
export type MutationRegisterArgs = {
  input: RegisterInput;
};


/** What can be changed. */
export type MutationReinstateUserArgs = {
  userId: Scalars['ID']['input'];
};


/** What can be changed. */
export type MutationRequestPasswordResetArgs = {
  email: Scalars['EmailAddress']['input'];
};


/** What can be changed. */
export type MutationResetPasswordArgs = {
  input: ResetPasswordInput;
};


/** What can be changed. */
export type MutationSuspendUserArgs = {
  reason: Scalars['String']['input'];
  userId: Scalars['ID']['input'];
};


/** What can be changed. */
export type MutationUpdateProfileArgs = {
  input: UpdateProfileInput;
};


/** What can be changed. */
export type MutationVerifyEmailArgs = {
  token: Scalars['String']['input'];
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
  /** The caller's own account; null for the anonymous, and once the session has ended. */
  me?: Maybe<Account>;
  /** The person with this id; null when there is none. */
  user?: Maybe<User>;
  /** The person with this username; null when there is none. */
  userByUsername?: Maybe<User>;
  /** People by username. Platform administration. */
  users?: Maybe<UserConnection>;
};


/** What can be read. */
export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. */
export type QueryUserByUsernameArgs = {
  username: Scalars['String']['input'];
};


/** What can be read. */
export type QueryUsersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
};

/** A new account. */
export type RegisterInput = {
  /** From 1 to 50 characters. */
  displayName: Scalars['String']['input'];
  /** At most 254 characters; unique, whatever its case. */
  email: Scalars['EmailAddress']['input'];
  /** English if left out. */
  locale?: InputMaybe<Locale>;
  /** From 10 to 128 characters. */
  password: Scalars['String']['input'];
  /** Unique: 3 to 30 of a-z, 0-9 and _. */
  username: Scalars['String']['input'];
};

/** A new password in place of one that is forgotten. */
export type ResetPasswordInput = {
  /** From 10 to 128 characters. */
  newPassword: Scalars['String']['input'];
  /** The token of the mail, good once and for 30 minutes. */
  token: Scalars['String']['input'];
};

/** What register, login, refreshSession, changePassword and resetPassword return. */
export type Session = {
  /** Goes into the Authorization header of each request, as a Bearer token. */
  accessToken: Scalars['String']['output'];
  /** The account that is signed in. */
  account: Account;
  /** When the access token expires: 15 minutes after it was made. */
  expiresAt: Scalars['DateTime']['output'];
  /** Valid for 30 days and for one refreshSession. */
  refreshToken: Scalars['String']['output'];
};

/** Changes to a profile; what is left out stays. */
export type UpdateProfileInput = {
  /** An https address of at most 2048 characters; null removes the picture. */
  avatarUrl?: InputMaybe<Scalars['URL']['input']>;
  /** From 1 to 50 characters. */
  displayName?: InputMaybe<Scalars['String']['input']>;
  /** The language to be written to in. */
  locale?: InputMaybe<Locale>;
};

/** The public face of a person. */
export type User = {
  /** A picture of the person. */
  avatarUrl?: Maybe<Scalars['URL']['output']>;
  /** When the person registered. */
  createdAt: Scalars['DateTime']['output'];
  /** The name shown to others. */
  displayName: Scalars['String']['output'];
  /** The person's id. */
  id: Scalars['ID']['output'];
  /** The unique name the person goes by: 3 to 30 of a-z, 0-9 and _. */
  username: Scalars['String']['output'];
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
  Account: Account;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Account:
    ( { __typename: 'Account' }
    & GraphQLRecursivePick<FederationTypes['Account'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<OwnAccount>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AccountStatus: AccountStatus;
  ChangePasswordInput: ChangePasswordInput;
  Currency: ResolverTypeWrapper<Scalars['Currency']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeviceSession: ResolverTypeWrapper<OwnSession>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  Locale: Locale;
  LoginInput: LoginInput;
  Money: ResolverTypeWrapper<Money>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RegisterInput: RegisterInput;
  ResetPasswordInput: ResetPasswordInput;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  Session: ResolverTypeWrapper<IssuedSession>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  UpdateProfileInput: UpdateProfileInput;
  User: ResolverTypeWrapper<UserRow>;
  UserConnection: ResolverTypeWrapper<UserPage>;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node: ResolversTypes['User'] }>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: OwnAccount;
  ID: Scalars['ID']['output'];
  ChangePasswordInput: ChangePasswordInput;
  Currency: Scalars['Currency']['output'];
  DateTime: Scalars['DateTime']['output'];
  DeviceSession: OwnSession;
  EmailAddress: Scalars['EmailAddress']['output'];
  LoginInput: LoginInput;
  Money: Money;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RegisterInput: RegisterInput;
  ResetPasswordInput: ResetPasswordInput;
  SafeInt: Scalars['SafeInt']['output'];
  Session: IssuedSession;
  URL: Scalars['URL']['output'];
  UpdateProfileInput: UpdateProfileInput;
  User: UserRow;
  UserConnection: UserPage;
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['User'] };
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
  email?: Resolver<ResolversTypes['EmailAddress'], ParentType, ContextType>;
  emailVerified?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  locale?: Resolver<ResolversTypes['Locale'], ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  sessions?: Resolver<Array<ResolversTypes['DeviceSession']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AccountStatus'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export interface CurrencyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Currency'], any> {
  name: 'Currency';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeviceSessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeviceSession'] = ResolversParentTypes['DeviceSession']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  current?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  userAgent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['Currency'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  changePassword?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'input'>>;
  endSession?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType, RequireFields<MutationEndSessionArgs, 'id'>>;
  login?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType, RequireFields<MutationLoginArgs, 'input'>>;
  logout?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType, RequireFields<MutationLogoutArgs, 'refreshToken'>>;
  logoutEverywhere?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  refreshSession?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'refreshToken'>>;
  register?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType, RequireFields<MutationRegisterArgs, 'input'>>;
  reinstateUser?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<MutationReinstateUserArgs, 'userId'>>;
  requestPasswordReset?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType, RequireFields<MutationRequestPasswordResetArgs, 'email'>>;
  resendEmailVerification?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  resetPassword?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType, RequireFields<MutationResetPasswordArgs, 'input'>>;
  suspendUser?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<MutationSuspendUserArgs, 'reason' | 'userId'>>;
  updateProfile?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<MutationUpdateProfileArgs, 'input'>>;
  verifyEmail?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType, RequireFields<MutationVerifyEmailArgs, 'token'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  me?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'id'>>;
  userByUsername?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserByUsernameArgs, 'username'>>;
  users?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, RequireFields<QueryUsersArgs, 'first'>>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type SessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  refreshToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  avatarUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  username?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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
  Account?: AccountResolvers<ContextType>;
  Currency?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DeviceSession?: DeviceSessionResolvers<ContextType>;
  EmailAddress?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  Session?: SessionResolvers<ContextType>;
  URL?: GraphQLScalarType;
  User?: UserResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  cacheTag?: CacheTagDirectiveResolver<any, any, ContextType>;
};
