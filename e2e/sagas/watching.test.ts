import { eventually } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCatalogue, organizeTournament, planMatch } from '../catalogue.ts';
import { follow, type LiveEvent } from '../follow.ts';
import { boughtView, untilForSale } from '../purchases.ts';
import { registerMember, startedArena, type Member, type StartedArena } from '../started-arena.ts';
import { takeSeat } from '../take-seat.ts';
import { askToJoin, createStream } from '../watching.ts';

let arena: StartedArena;
let organizer: Member;
let player: Member;
let fan: Member;
let stranger: Member;
let tournamentId: string;
let matchId: string;
let streamId: string;

beforeAll(async () => {
  arena = await startedArena({ COUNT_INTERVAL_MS: '20' });
  [organizer, player, fan, stranger] = (await Promise.all(
    ['organizer', 'player', 'fan', 'stranger'].map((name) => registerMember(arena, name)),
  )) as [Member, Member, Member, Member];
  tournamentId = await organizeTournament(organizer, await makeCatalogue(arena), 1);
  await untilForSale(arena.ask, tournamentId);
  await takeSeat(arena, player.id, tournamentId);
  matchId = await planMatch(organizer, tournamentId, 1);
  streamId = await createStream(organizer, matchId);
});
afterAll(() => arena[Symbol.asyncDispose]());

const followMatch = (member: Pick<Member, 'accessToken'> | null, query: string) =>
  follow(arena.url, member?.accessToken, query, { id: matchId });

const watch = (member: Member) =>
  followMatch(
    member,
    'subscription ($id: ID!) { watchStream(matchId: $id) { type reason match { name viewerCount } } }',
  );

const once = (seen: readonly LiveEvent[], wanted: LiveEvent) =>
  eventually(
    async () => seen.filter((one) => expect.objectContaining(wanted).asymmetricMatch(one)),
    ({ length }) => length > 0,
  );

const shown = async ({ ask }: Pick<Member, 'ask'>) =>
  (
    await ask('query ($id: ID!) { match(id: $id) { myAccess viewerCount streams { url isLive } } }', {
      id: matchId,
    })
  ).data.match;

const codeOf = async ({ ask }: Member, field: string) =>
  (await ask(`query ($t: ID!, $m: ID!) { ${field} }`, { t: tournamentId, m: matchId })).data;

const reasonOf = async (asking: ReturnType<typeof askToJoin>) => (await asking).errors?.[0]?.extensions;

test('a fan buys a ticket, is let in by it and by no other, and is counted; a kick ends it', async () => {
  await boughtView(arena, fan, matchId);
  const { match } = await codeOf(fan, 'match(id: $m) { myTicket { code } } tournament(id: $t) { id }');
  const { code } = match.myTicket;
  expect(await shown(fan)).toEqual({
    myAccess: null,
    viewerCount: 0,
    streams: [{ url: null, isLive: false }],
  });
  expect(await reasonOf(askToJoin(stranger, matchId))).toEqual({
    code: 'TICKET_INVALID',
    reason: 'REQUIRED',
  });
  expect(await reasonOf(askToJoin(stranger, matchId, code))).toEqual({
    code: 'TICKET_INVALID',
    reason: 'NOT_VALID',
  });

  const { data } = await askToJoin(fan, matchId, code);
  expect(data.access).toMatchObject({ role: 'VIEWER', streams: [{ url: 'https://youtu.be/live' }] });
  const counted = followMatch(
    null,
    'subscription ($id: ID!) { viewerCountChanged(matchId: $id) { viewerCount } }',
  );
  const watching = watch(fan);
  const second = watch(fan);
  await once(watching.seen, { type: 'JOINED', match: { name: 'Match 1', viewerCount: 1 } });
  await once(second.seen, { type: 'JOINED' });
  expect(await shown(fan)).toMatchObject({ myAccess: 'VIEWER', viewerCount: 1 });

  await organizer.ask('mutation ($input: KickViewerInput!) { kickViewer(input: $input) }', {
    input: { matchId, userId: fan.id, reason: 'Spoilers' },
  });
  await Promise.all([watching.ended, second.ended]);
  expect(watching.seen.at(-1)).toMatchObject({ type: 'KICKED', reason: 'Spoilers' });
  expect(second.seen.at(-1)).toMatchObject({ type: 'KICKED', reason: 'Spoilers' });
  expect(await reasonOf(askToJoin(fan, matchId, code))).toEqual({ code: 'FORBIDDEN', reason: 'BANNED' });
  expect(await shown(fan)).toMatchObject({ myAccess: null, viewerCount: 0, streams: [{ url: null }] });
  await once(counted.seen, { viewerCount: 0 });
  counted.stop();
});

test('a player watches by the seat, is told where the stream has moved, and of the end of the match', async () => {
  const { tournament } = await codeOf(
    player,
    'tournament(id: $t) { myTicket { code } } match(id: $m) { id }',
  );
  expect((await askToJoin(player, matchId, tournament.myTicket.code)).data.access.role).toBe('PARTICIPANT');
  const told = followMatch(null, 'subscription ($id: ID!) { streamUpdated(matchId: $id) { id isLive } }');
  const watching = watch(player);
  await once(watching.seen, { type: 'JOINED' });

  await eventually(
    () =>
      organizer.ask('mutation ($id: ID!, $url: URL!) { changeStreamUrl(streamId: $id, url: $url) { id } }', {
        id: streamId,
        url: `https://www.youtube.com/watch?v=${told.seen.length}${Date.now()}`,
      }),
    () => told.seen.length > 0,
  );
  await once(watching.seen, { type: 'URL_CHANGED' });
  expect((await shown(player)).streams[0].url).toMatch(/^https:\/\/www\.youtube\.com\/watch/);

  await organizer.ask('mutation ($id: ID!) { startTournament(tournamentId: $id) { id } }', {
    id: tournamentId,
  });
  await organizer.ask('mutation ($id: ID!) { startMatch(matchId: $id) { id } }', { id: matchId });
  await once(told.seen, { id: streamId, isLive: true });
  await organizer.ask(
    'mutation ($input: ReportMatchResultInput!) { reportMatchResult(input: $input) { id } }',
    {
      input: { matchId, outcome: 'DRAW' },
    },
  );
  await watching.ended;
  expect(watching.seen.at(-1)).toMatchObject({ type: 'ENDED', reason: null });
  expect(await shown(player)).toEqual({
    myAccess: null,
    viewerCount: 0,
    streams: [{ url: null, isLive: false }],
  });
  told.stop();
  const { tournament: seen } = (
    await organizer.ask(
      'query ($id: ID!) { tournament(id: $id) { audience { viewersNow peakViewers uniqueViewers } } }',
      { id: tournamentId },
    )
  ).data;
  expect(seen.audience).toEqual({ viewersNow: 0, peakViewers: 1, uniqueViewers: 2 });
});
