import type { Resolvers } from '../generated/resolvers.ts';
import { Query } from './Query.ts';
import { User } from './User.ts';

export const resolvers: Resolvers = { Query, User };
