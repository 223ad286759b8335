import { composeServices } from '@apollo/composition';
import { readSchemas } from './schemas.ts';

/** Composes the supergraph of the four subgraphs at the given addresses. */
export function composeSupergraph(urls: Readonly<Record<string, string>>): string {
  const services = [...readSchemas()].map(([name, typeDefs]) => ({ name, typeDefs, url: urls[name] ?? '' }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new AggregateError(errors, 'The subgraphs do not compose.');
  return supergraphSdl;
}
