import type { EventSource } from '../sides/planned.ts';
import type { TestedSupergraph } from '../supergraphs.ts';
import type { ResolveOptions } from './fake-transport.ts';
import { FaultyResolving } from './faulty-resolving.ts';
import { applyMarks } from './marks.ts';

/** The data of one event of a subscription, made anew at each call. */
export async function eventOf(
  { services }: TestedSupergraph,
  { subgraph, query, variables }: EventSource,
  given: Record<string, unknown>,
  options: ResolveOptions,
): Promise<Record<string, unknown>> {
  const service = services.get(subgraph);
  if (!service) throw new Error(`No subgraph ${subgraph}`);
  const used = Object.fromEntries(Object.entries(given).filter(([name]) => variables.includes(name)));
  const resolving = new FaultyResolving({ ...options, site: [subgraph, 'event'] });
  const { data } = await service.answer(query, used, resolving);
  const event = JSON.parse(JSON.stringify(data ?? {})) as Record<string, unknown>;
  applyMarks(event, resolving.marks);
  return event;
}
