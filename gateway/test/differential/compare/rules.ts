import { differences, explainsNull, otherResults, tell, type Outcome } from './differences.ts';

/** How the stock executor is run for a comparison. */
export type StockRun = {
  /** without the known errors of its own */
  repaired: boolean;
  /** null in place of values of a wrong shape */
  tame: boolean;
  /** which of several orders answers come in */
  lateness: number;
};

/** What a rule judges by. */
export type Judged = {
  ours: Outcome;
  stock: Outcome & { gaveUp: boolean };
  /** whether a subgraph said of an entity that it has none such */
  isAbsent: boolean;
  /** whether a subgraph sent a value of a wrong shape */
  misshaped: boolean;
  /** whether the operation has something else by the name of a key */
  hidesFetchInput: boolean;
  /** in what our answer is against the schema */
  against: readonly string[];
  rerun: (run: StockRun) => Promise<Outcome & { gaveUp: boolean }>;
};

/** A way in which our answers may differ from the stock executor's, and why. */
export type Rule = {
  name: string;
  reason: string;
  compare: (judged: Judged) => Promise<Compared | undefined>;
};

/** The answer that a rule expects, and how ours differs from it. */
export type Compared = { expected: Outcome; differences: readonly string[] };

const exactly = ({ ours, isAbsent }: Judged, expected: Outcome): Compared => ({
  expected,
  differences: tell(differences(ours, expected).filter((each) => !explainsNull(each, ours.answer, isAbsent))),
});

/** But for calls that are made for values which the expected answer has no more, and what is said of them. */
const inWhatIsLeft = ({ ours }: Judged, expected: Outcome): Compared => ({
  expected,
  differences: tell(
    otherResults(ours.answer, expected.answer).filter(({ kind }) => kind !== 'an error too many'),
  ),
});

const ORDERS = [1, 2, 3, 4, 5];

export const RULES: readonly Rule[] = [
  {
    name: 'a null that is explained otherwise',
    reason:
      'The stock executor does not tell why an object of no known type is null, and where several fields make ' +
      'their object null it names the first in another order than that of the specification. It tells of the ' +
      'missing fields of an entity that its subgraph does not have; ours counts as a null.',
    compare: async (judged) => exactly(judged, judged.stock),
  },
  {
    name: 'errors of the stock executor',
    reason:
      'It misplaces errors of entities, and loses fields within nested fragments. Ours answers as the stock ' +
      'executor does when these errors are taken out of it.',
    compare: async (judged) =>
      exactly(judged, await judged.rerun({ repaired: true, tame: false, lateness: 0 })),
  },
  {
    name: 'a value of a wrong shape',
    reason:
      'A scalar or a list where an object is due, and the like, makes the stock executor give up on the answer ' +
      'or take the value for an empty object. Ours counts as null, and the rest is as if a null had come.',
    compare: async (judged) =>
      judged.misshaped
        ? inWhatIsLeft(judged, await judged.rerun({ repaired: true, tame: true, lateness: 0 }))
        : undefined,
  },
  {
    name: 'the order of answers',
    reason:
      'Where subgraphs contradict each other about one field, whichever answers last is right, for the stock ' +
      'executor too: ours is one of the answers that it gives as its answers come in other orders.',
    compare: async (judged) => {
      const { misshaped, rerun } = judged;
      let compared: Compared | undefined;
      for (const lateness of ORDERS) {
        const stock = await rerun({ repaired: true, tame: misshaped, lateness });
        compared = (misshaped ? inWhatIsLeft : exactly)(judged, stock);
        if (compared.differences.length === 0) break;
      }
      return compared;
    },
  },
  {
    name: 'a field by the name of a key',
    reason:
      'For such an operation the plan puts two values in one place. Neither answer is right, but ours keeps to the ' +
      'schema and has the same errors.',
    compare: async ({ ours, stock, hidesFetchInput, against }) =>
      hidesFetchInput
        ? {
            expected: stock,
            differences: [
              ...against,
              ...(stock.gaveUp
                ? []
                : tell(otherResults({ ...ours.answer, data: null }, { ...stock.answer, data: null }))),
            ],
          }
        : undefined,
  },
];
