import { openSubgraphSocket, type SubgraphSocket, type SubgraphSocketOptions } from './subgraph-socket.ts';

export type SubgraphSocketsOptions = Omit<SubgraphSocketOptions, 'subgraph' | 'url' | 'timeoutMs'> & {
  /** where each subgraph listens */
  urls: Readonly<Record<string, string>>;
  timeoutOf: (subgraph: string) => number;
};

/** Makes the connections to subgraphs over which events come, each when it is first asked for. */
export function subgraphSockets({
  urls,
  timeoutOf,
  ...options
}: SubgraphSocketsOptions): (subgraph: string) => SubgraphSocket {
  const sockets = new Map<string, SubgraphSocket>();
  return (subgraph) => {
    const known = sockets.get(subgraph);
    if (known) return known;
    const url = urls[subgraph];
    if (url === undefined) throw new Error(`The address of the subgraph ${subgraph} is not known`);
    const socket = openSubgraphSocket({ ...options, subgraph, url, timeoutMs: timeoutOf(subgraph) });
    sockets.set(subgraph, socket);
    return socket;
  };
}
