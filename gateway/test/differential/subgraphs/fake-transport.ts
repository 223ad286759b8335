import { setImmediate as turn } from 'node:timers/promises';
import { Kind, OperationTypeNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { hash } from '../chance.ts';
import type { TestedSupergraph } from '../supergraphs.ts';
import type { World } from '../world/world.ts';
import { spoil } from './call-faults.ts';
import type { Faults } from './fault-setting.ts';
import { FaultyResolving } from './faulty-resolving.ts';
import { applyMarks } from './marks.ts';

/** A call as a subgraph gets it. */
export type SeenCall = {
  subgraph: string;
  kind: OperationTypeNode;
  /** the operation without its name */
  operation: string;
  representations: readonly string[] | undefined;
};

/** The most turns of the event loop that a late answer waits. */
const LATEST = 4;

export type FakeTransport = {
  calls: SeenCall[];
  /** @param call with whether it is said to change something, where the sender says so */
  send(call: { subgraph: string; body: string; mutation?: boolean }): Promise<string>;
};

type Body = { query: string; variables?: Record<string, unknown> & { representations?: unknown[] } };

/** What a call is about, which stays the same as other parts of the operation are taken away. */
function subjectOf({ selectionSet }: OperationDefinitionNode): string {
  const names = (set: SelectionSetNode): string[] =>
    set.selections.map((selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return selection.typeCondition?.name.value ?? '';
      const inner =
        selection.kind === Kind.FIELD && selection.name.value === '_entities' && selection.selectionSet;
      return inner ? names(inner).join() : selection.name.value;
    });
  return names(selectionSet).join();
}

/** Whether an answer says of an entity that there is none such. */
function hasAbsent(text: string): boolean {
  try {
    const answer = JSON.parse(text) as { data?: { _entities?: unknown } | null } | null;
    const entities = answer?.data?._entities;
    return Array.isArray(entities) && entities.includes(null);
  } catch {
    return false;
  }
}

/** Carries calls to a supergraph's subgraphs in memory and keeps note of them. */
export function fakeTransport({ services }: TestedSupergraph, resolve: ResolveOptions): FakeTransport {
  const calls: SeenCall[] = [];
  return {
    calls,
    send: async ({ subgraph, body, mutation }) => {
      const service = services.get(subgraph);
      if (!service) throw new Error(`No subgraph ${subgraph}`);
      const { query, variables = {} } = JSON.parse(body) as Body;
      const { operation, nameless } = service.read(query);
      if (mutation !== undefined && mutation !== (operation.operation === OperationTypeNode.MUTATION))
        throw new Error('A call passes for what it is not');
      const representations = variables.representations?.map((each) => JSON.stringify(each));
      calls.push({ subgraph, kind: operation.operation, operation: nameless, representations });
      const { faults } = resolve;
      const site = [
        subgraph,
        faults.setting.perOperation ? hash(nameless).toString(36) : subjectOf(operation),
      ];
      const resolving = new FaultyResolving({ ...resolve, site });
      const answer = JSON.parse(JSON.stringify(await service.answer(query, variables, resolving))) as object;
      applyMarks((answer as { data?: unknown }).data, resolving.marks);
      const { lateness } = faults.setting;
      const turns = lateness > 0 ? hash(lateness, subgraph, nameless) % (LATEST + 1) : 0;
      for (let i = 0; i < turns; i++) await turn();
      const text = spoil(answer, faults, site);
      faults.isAbsent ||= hasAbsent(text);
      return text;
    },
  };
}

export type ResolveOptions = { world: World; model: TestedSupergraph['model']; faults: Faults };
