import { eventually, register, tcpProxy } from '@arena/testing';

const PROBE_MS = 500;

export type Balancer = {
  url: string;
  /** Leads connections to one more server, once that says that it is ready. */
  add: (url: string) => Promise<void>;
  /** how many connections have been led to each server */
  taken: Map<string, number>;
} & AsyncDisposable;

/**
 * Leads connections to the servers in turn that say that they are ready, as Kubernetes' Services do: what a server has
 * been given it keeps, and that one has left is learnt only at the next probe.
 */
export async function balancer(): Promise<Balancer> {
  const ready = new Map<string, boolean>();
  const taken = new Map<string, number>();
  let turn = 0;
  const proxy = await tcpProxy('http://balancer', () => {
    const urls = [...ready.keys()].filter((url) => ready.get(url));
    const url = urls[turn++ % urls.length];
    if (url) taken.set(url, (taken.get(url) ?? 0) + 1);
    return url;
  });
  const probe = async (url: string) => {
    const isReady = await fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    ready.set(url, isReady);
  };
  let probing: Promise<unknown> = Promise.resolve();
  const probes = setInterval(() => {
    probing = Promise.all([...ready.keys()].map(probe));
  }, PROBE_MS);
  return register(
    'balancer',
    {
      url: new URL(proxy.url).origin,
      add: async (url: string) => {
        ready.set(url, false);
        await eventually(
          async () => ready.get(url),
          (isReady) => isReady === true,
        );
      },
      taken,
    },
    async () => {
      clearInterval(probes);
      await probing;
      await proxy[Symbol.asyncDispose]();
    },
  );
}
