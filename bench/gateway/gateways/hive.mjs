// Hive Gateway on its own planner, with what its command line builds for `supergraph --jit`.
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway';
import { useJIT } from '@graphql-mesh/plugin-jit';
import { listen, runChild } from '../child/run-child.mjs';

runChild({
  start: async ({ supergraphSdl }) => {
    const runtime = createGatewayRuntime({
      supergraph: supergraphSdl,
      logging: false,
      plugins: () => [useJIT()],
    });
    await runtime.getSchema();
    return `${await listen(createServer(runtime))}/graphql`;
  },
});
