import { createLogger } from '@arena/subgraph-kit';
import type { Context } from '../../../src/context.ts';
import {
  createExecutor,
  type Executor,
  type Outcome,
  type PreparedOperation,
} from '../../../src/execution/executor.ts';
import type { FakeTransport } from '../subgraphs/fake-transport.ts';
import type { TestedSupergraph } from '../supergraphs.ts';
import type { Planned } from './planned.ts';
import { hashOf, sideError, type SideAnswer } from './side.ts';

const context: Context = {
  identity: { userId: null, sessionId: null, scopes: [] },
  requestId: 'differential',
  traceparent: undefined,
  address: '192.0.2.1',
  userAgent: undefined,
  client: { name: 'unknown', version: 'unknown' },
  signal: undefined,
};

/** Our executor over one supergraph, whose calls go wherever the present case wants them. */
export class Ours {
  readonly #executor: Executor;
  #transport: FakeTransport | undefined;

  constructor({ sdl }: TestedSupergraph) {
    this.#executor = createExecutor({
      supergraphSdl: sdl,
      logger: createLogger('gateway', 'silent'),
      transport: async ({ subgraph, body, mutation }) => {
        if (!this.#transport) throw new Error('A call comes when no case is run');
        return this.#transport.send({ subgraph, body, mutation });
      },
    });
  }

  prepare({ operation }: Planned): PreparedOperation {
    const { document, operationName } = operation;
    return this.#executor.prepare({ document, hash: hashOf(operation), operationName });
  }

  async run(
    prepared: PreparedOperation,
    { operation: { variables } }: Planned,
    transport: FakeTransport,
    event: Record<string, unknown> | undefined,
  ): Promise<SideAnswer> {
    this.#transport = transport;
    const request = { variables, context };
    const outcome: Outcome = await (event
      ? this.#executor.executeEvent(prepared, { data: event, faults: [] }, request)
      : this.#executor.execute(prepared, request));
    const { data, errors, valueCompletion } = outcome;
    return {
      data: data ? JSON.parse(data.text) : data,
      errors: errors.map((error) => sideError(error.toJSON())),
      valueCompletion: valueCompletion.map((error) => sideError(error.toJSON())),
    };
  }
}
