import { SubgraphUnavailable } from '@arena/subgraph-kit';
import type { EventBus } from '../bus.ts';

type Handle = Parameters<EventBus['serve']>[1];

/** Request/reply between services of one process, as text, so that nothing is shared by accident. */
export function inProcessRequests(): Pick<EventBus, 'request' | 'serve'> {
  const served = new Map<string, Handle>();
  /** who waits for a replier that has not started yet */
  const expecting = new Map<string, Set<() => void>>();

  return {
    request: (name, content, { timeoutMs, headers }) =>
      new Promise((resolve, reject) => {
        const unanswered = () => reject(new SubgraphUnavailable(name.split('.')[0] as string));
        const timer = setTimeout(() => {
          expecting.get(name)?.delete(put);
          unanswered();
        }, timeoutMs);
        const put = () => {
          const handle = served.get(name);
          if (!handle)
            return void (expecting.get(name) ?? expecting.set(name, new Set()).get(name))?.add(put);
          expecting.get(name)?.delete(put);
          handle(content, headers).then(
            (answer) => {
              clearTimeout(timer);
              resolve(answer);
            },
            // as over the wire: no answer, so the deadline tells
            () => undefined,
          );
        };
        put();
      }),

    serve: async (name, handle) => {
      const underWay = new Set<Promise<string>>();
      const serving: Handle = (content, headers) => {
        const answering = handle(content, headers).finally(() => underWay.delete(answering));
        underWay.add(answering);
        return answering;
      };
      served.set(name, serving);
      for (const put of expecting.get(name) ?? []) put();
      return {
        stop: async () => {
          if (served.get(name) === serving) served.delete(name);
          await Promise.allSettled(underWay);
        },
      };
    },
  };
}
