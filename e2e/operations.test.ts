import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  chooseNewPassword,
  logOutAndIn,
  registerPeople,
  verifyAddress,
  type People,
} from './operations/accounts.ts';
import { banAndForgive } from './operations/bans.ts';
import type { Watching } from './operations/client-operations.ts';
import { makeBracket, planMatch, playMatches, sayGoodbye, type Teams } from './operations/matches.ts';
import { countEarnings, donate, payBack } from './operations/money.ts';
import { buySeat, handSeatOn, lookAtPurchases } from './operations/seats.ts';
import { openStage, type Stage } from './operations/stage.ts';
import { announceTournament, findTournament, readNotifications } from './operations/tournaments.ts';
import { buyView, openStream, watchMatch } from './operations/watching.ts';

// a tournament from its announcement to its last word, by the operations that clients run; each step goes on where the
// one before has ended
let stage: Stage;
let people: People;
let inbox: Watching;
let tournamentId: string;
let match: Teams & { matchId: string };
let finalId: string;
let giftId: string;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

test('people register, show that their address is theirs, and get in again however they got out', async () => {
  people = await registerPeople(stage);
  await verifyAddress(stage, people.player);
  people.player = await logOutAndIn(stage, people.player);
  people.player = await chooseNewPassword(stage, people.player);
});

test('an organiser announces a tournament, which whoever passes by finds, and a fan reads of', async () => {
  inbox = people.fan.watch('WatchNotifications');
  tournamentId = await announceTournament(stage, people);
  await findTournament(stage, tournamentId);
  await readNotifications(people, tournamentId);
});

test('a player buys a seat while others look on', async () => {
  await buySeat(stage, people, tournamentId);
  await lookAtPurchases(people);
});

test('another calls a purchase off, buys after all, and hands the seat on', () =>
  handSeatOn(stage, people, tournamentId));

test('the organiser bans somebody, and forgives', () => banAndForgive(people, tournamentId));

test('the matches are planned, and the fan buys a ticket to watch one', async () => {
  match = await planMatch(people, tournamentId);
  await openStream(people, match.matchId);
  await buyView(stage, people, match.matchId);
  finalId = await makeBracket(stage, people, tournamentId, match);
});

test('the fan gives something, and the organiser counts what there is', async () => {
  giftId = await donate(stage, people, tournamentId);
  await countEarnings(people, tournamentId);
});

test('the match is watched, until one leaves and one is sent away', () => watchMatch(people, match.matchId));

test('the tournament is played to its end, and everybody is thanked', async () => {
  await playMatches(stage, people, { tournamentId, finalId, ...match });
  await sayGoodbye(people, inbox, tournamentId);
});

test('the administration pays a gift back', () =>
  payBack(stage, people, { tournamentId, checkoutId: giftId }));

test('every operation in schema/operations has been run above', () => {
  expect(stage.operations.notRun()).toEqual([]);
});
