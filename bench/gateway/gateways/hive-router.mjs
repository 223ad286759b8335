// Hive Gateway on the planner of Hive Router, as its command line builds it for `--hive-router-runtime`.
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { listen, runChild } from '../child/run-child.mjs';

runChild({
  start: async ({ supergraphSdl }) => {
    const runtime = createGatewayRuntime({ supergraph: supergraphSdl, logging: false, unifiedGraphHandler });
    await runtime.getSchema();
    return `${await listen(createServer(runtime))}/graphql`;
  },
});
