import { percentile } from '../../gateway/load/percentile.ts';
import type { Running } from '../../live/platform.ts';
import type { Arena } from '../arena.ts';
import { runLoad } from '../load/run-load.ts';
import type { Load } from '../load/stage.ts';

/** What a round of a cell has come to. */
export type Measured = {
  operationsPerSecond: number;
  /** of the operations */
  readShare: number;
  readP50Ms: number;
  readP99Ms: number;
  purchasesPerSecond: number;
  purchaseP50Ms: number;
  purchaseP99Ms: number;
  /** from the answer to a rename, which is after its commit, until a listener has it */
  deliveryP99Ms: number;
  /** the same from before it was sent */
  deliveryFromSendingP99Ms: number;
  deliveries: number;
  gatewayCpuMs: number;
  subgraphsCpuMs: number;
  /** calls that the gateway makes of subgraphs for a query */
  callsPerRead: number;
  refusals: number;
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What all processes have taken so far. */
async function takeStock(subgraphs: Arena['subgraphs'], gateway: Running) {
  const children = Object.values(subgraphs).map(({ child }) => child);
  const usages = await Promise.all(children.map((child) => child.usage()));
  return {
    gatewayMs: (await gateway.child.usage()).cpuMicroseconds / 1_000,
    subgraphsMs: sum(usages.map(({ cpuMicroseconds }) => cpuMicroseconds)) / 1_000,
    readCalls: sum(await Promise.all(children.map((child) => child.ask<number>('countReads')))),
  };
}

/** Has so many clients do what they can for a while, and looks at what comes of it and what it takes. */
export async function measureCell(
  { subgraphs }: Arena,
  gateway: Running,
  load: Load,
  run: { connections: number; milliseconds: number },
): Promise<Measured> {
  load.takeTally();
  load.renames.takeDelays();
  const before = await takeStock(subgraphs, gateway);
  const { seconds } = await runLoad(load, run);
  const after = await takeStock(subgraphs, gateway);
  const tally = load.takeTally();
  const { fromAnswer, fromSending } = load.renames.takeDelays();
  return {
    operationsPerSecond: tally.count / seconds,
    readShare: tally.reads.length / tally.count,
    readP50Ms: percentile(tally.reads, 0.5),
    readP99Ms: percentile(tally.reads, 0.99),
    purchasesPerSecond: tally.purchases.length / seconds,
    purchaseP50Ms: percentile(tally.purchases, 0.5),
    purchaseP99Ms: percentile(tally.purchases, 0.99),
    deliveryP99Ms: percentile(fromAnswer, 0.99),
    deliveryFromSendingP99Ms: percentile(fromSending, 0.99),
    deliveries: fromAnswer.length,
    gatewayCpuMs: (after.gatewayMs - before.gatewayMs) / tally.count,
    subgraphsCpuMs: (after.subgraphsMs - before.subgraphsMs) / tally.count,
    callsPerRead: (after.readCalls - before.readCalls) / tally.reads.length,
    refusals: sum([...tally.refusals.values()]),
  };
}
