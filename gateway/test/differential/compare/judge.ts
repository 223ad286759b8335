import { isDeepStrictEqual } from 'node:util';
import type { PreparedOperation } from '../../../src/execution/executor.ts';
import { Faults, type FaultSetting } from '../subgraphs/fault-setting.ts';
import { eventOf } from '../subgraphs/event.ts';
import { fakeTransport, type FakeTransport } from '../subgraphs/fake-transport.ts';
import type { FaultKind } from '../subgraphs/fault-kinds.ts';
import type { Ours } from '../sides/ours.ts';
import { runPlain } from '../sides/plain.ts';
import type { Planned } from '../sides/planned.ts';
import type { SideAnswer } from '../sides/side.ts';
import { runStock } from '../sides/stock.ts';
import type { TestedSupergraph } from '../supergraphs.ts';
import { World } from '../world/world.ts';
import { conforms } from './conformity.ts';
import { differences, repetitions, tell, type Outcome } from './differences.ts';
import { hidesFetchInput, plannerFault } from './planner-faults.ts';
import { RULES, type Compared, type Judged, type StockRun } from './rules.ts';

export type Bench = { tested: TestedSupergraph; ours: Ours };

/** One operation in one world under one setting of faults. */
export type Trial = { planned: Planned; prepared: PreparedOperation; world: string; setting: FaultSetting };

export type Judgement = {
  differences: readonly string[];
  /** the rule that explains how the answers differ, if they do */
  rule: string | undefined;
  ours: Outcome;
  stock: Outcome;
  faults: ReadonlyMap<string, FaultKind>;
  /** the rules that do not explain the differences */
  tried?: readonly Tried[];
};

export type Tried = Compared & { name: string };

type Ran = Outcome & { gaveUp: boolean };

const THREW: SideAnswer = { data: undefined, errors: [], valueCompletion: [] };

/** Runs a trial on both sides and compares. */
export async function judge({ tested, ours }: Bench, trial: Trial): Promise<Judgement> {
  const { planned, prepared, setting } = trial;
  const world = new World(tested.model, trial.world);
  const faults = new Faults(setting);

  const runWith = async <Answer>(
    with_: Faults,
    run: (transport: FakeTransport, event: Record<string, unknown> | undefined) => Promise<Answer>,
  ) => {
    const options = { world, model: tested.model, faults: with_ };
    const transport = fakeTransport(tested, options);
    const event =
      planned.source && (await eventOf(tested, planned.source, planned.operation.variables, options));
    return { answer: await run(transport, event), calls: transport.calls };
  };
  const stockWith = async (with_: Faults, repaired: boolean): Promise<Ran> => {
    const ran = await runWith(with_, (transport, event) =>
      runStock({ tested, planned, transport, event, repaired }),
    );
    return { ...ran, gaveUp: ran.answer.gaveUp };
  };
  const rerun = ({ repaired, tame, lateness }: StockRun) =>
    stockWith(new Faults({ ...setting, lateness: setting.lateness + lateness }, tame), repaired);

  const stock = await stockWith(faults, false);
  let thrown: string[] = [];
  const our = await runWith(faults, (transport, event) =>
    ours.run(prepared, planned, transport, event).catch((error: unknown) => {
      thrown = [`ours threw: ${error instanceof Error ? error.stack : String(error)}`];
      return THREW;
    }),
  );
  const verdict = { ours: our, stock, faults: faults.happened };
  const always = [...thrown, ...repetitions(our.calls)];
  if (always.length > 0) return { ...verdict, rule: undefined, differences: always };
  const against = conforms(tested, planned, our.answer);
  if (setting.wild && faults.misshaped)
    return { ...verdict, rule: 'wrong shapes anywhere', differences: against };

  const found = tell(differences(our, stock));
  if (faults.happened.size === 0 && setting.lateness === 0) {
    const plain = await runPlain(tested, planned, world);
    if (plain !== undefined && !isDeepStrictEqual(our.answer.data, plain)) {
      const reason = plannerFault(tested, planned);
      const told = reason === undefined ? [`graphql-js answers: ${JSON.stringify(plain)}`] : [];
      if (found.length === 0) return { ...verdict, rule: reason, differences: told };
    }
  }
  if (found.length === 0) return { ...verdict, rule: undefined, differences: [] };
  const judged: Judged = {
    ours: our,
    stock,
    isAbsent: faults.isAbsent,
    misshaped: faults.misshaped,
    hidesFetchInput: hidesFetchInput(tested, planned),
    against,
    rerun,
  };
  const tried: Tried[] = [];
  for (const { name, compare } of RULES) {
    const compared = await compare(judged);
    if (compared?.differences.length === 0) return { ...verdict, rule: name, differences: [] };
    if (compared) tried.push({ name, ...compared });
  }
  return { ...verdict, rule: undefined, differences: found, tried };
}
