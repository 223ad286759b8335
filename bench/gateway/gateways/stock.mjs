// Apollo's gateway behind Apollo Server's standalone server, as its documentation starts it.
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { runChild } from '../child/run-child.mjs';

runChild({
  start: async ({ supergraphSdl }) => {
    const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl }) });
    const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
    return new URL('/graphql', url).href;
  },
});
