import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { HeldDocuments } from '../../src/subscriptions/held-documents.ts';

/** As large as a document may be, as which it is held to take some 4 MB. */
const LARGE = parse('subscription { a }'.padEnd(20_000));

const OVERLOADED = { extensions: { code: 'LIMIT_EXCEEDED', reason: 'OVERLOADED' } };

/** Holds documents of one caller, each of which is another. */
const holdMany = (held: HeldDocuments, caller: string, count: number) =>
  Array.from({ length: count }, (_, index) => held.hold(caller, `${caller} ${index}`, LARGE));

const refusalOf = (hold: () => unknown): unknown => {
  try {
    hold();
    return undefined;
  } catch (error) {
    return error;
  }
};

test('the documents of one caller take so much room, others have room still, and so has who lets one go', () => {
  const held = new HeldDocuments();
  const [letGo] = holdMany(held, 'ana', 4);
  expect(refusalOf(() => held.hold('ana', 'fifth', LARGE))).toMatchObject(OVERLOADED);
  held.hold('ben', 'fifth', LARGE);
  letGo?.();
  held.hold('ana', 'fifth', LARGE);
  expect(refusalOf(() => held.hold('ana', 'sixth', LARGE))).toMatchObject(OVERLOADED);
});

test('a document counts once however many subscriptions are of it, until the last of them has ended', () => {
  const held = new HeldDocuments();
  const all = Array.from({ length: 100 }, () => held.hold('ana', 'same', LARGE));
  holdMany(held, 'ana', 3);
  expect(refusalOf(() => held.hold('ana', 'another', LARGE))).toMatchObject(OVERLOADED);
  const [last, ...others] = all;
  for (const letGo of others) letGo();
  expect(refusalOf(() => held.hold('ana', 'another', LARGE))).toMatchObject(OVERLOADED);
  last?.();
  held.hold('ana', 'another', LARGE);
});

test('those of all callers take so much room together, and what another has takes none', () => {
  const held = new HeldDocuments();
  const letGo = Array.from({ length: 33 }, (_, index) => holdMany(held, `caller ${index}`, 3)).flat();
  expect(refusalOf(() => held.hold('ana', 'new', LARGE))).toMatchObject(OVERLOADED);
  held.hold('ana', 'caller 0 0', LARGE);
  letGo.at(-1)?.();
  held.hold('ben', 'new', LARGE);
  expect(refusalOf(() => held.hold('cem', 'newer', LARGE))).toMatchObject(OVERLOADED);
});
