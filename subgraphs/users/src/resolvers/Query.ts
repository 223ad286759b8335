import { parseId } from '@arena/subgraph-kit';
import { listUsers } from '../domain/list-users.ts';
import { parseUsername } from '../domain/parse-username.ts';
import type { QueryResolvers } from '../generated/resolvers.ts';

export const Query: QueryResolvers = {
  me: (_, _arguments, { loaders }) => loaders.ownAccount(),
  user: (_, { id }, { loaders }) => loaders.userById.load(parseId(id, 'id')),
  userByUsername: (_, { username }, { loaders }) => loaders.userByUsername.load(parseUsername(username)),
  users: (_, listArguments, { app, caller }) => listUsers(app, caller, listArguments),
};
