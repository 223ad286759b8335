import { eventually } from '@arena/testing';
import { expect } from 'vitest';
import { untilWatchable } from '../watching.ts';
import type { People } from './accounts.ts';
import { pay, terms } from './paying.ts';
import type { Person, Stage } from './stage.ts';

const URL_OF_STREAM = 'https://youtu.be/live';

/** The organiser tells where a match can be watched. */
export async function openStream({ organizer }: People, matchId: string): Promise<void> {
  await untilWatchable(organizer, matchId);
  const { data } = await organizer.ask('{ platforms { id name } }');
  const platform = data.platforms.find(({ name }: { name: string }) => name === 'YouTube');
  const input = { matchId, platformId: platform.id, url: URL_OF_STREAM };
  const { createStream } = await organizer.run('CreateStream', { input });
  expect(createStream).toMatchObject({ url: URL_OF_STREAM, isLive: false, platform });
}

/** The fan buys a ticket to watch. */
export async function buyView(stage: Stage, { fan }: People, matchId: string): Promise<void> {
  const { buyViewerTicket } = await fan.run('BuyViewerTicket', { input: { matchId, ...terms(stage) } });
  expect(buyViewerTicket).toMatchObject({ status: 'PENDING', amount: { amount: 500_000, currency: 'COP' } });
  const checkout = await pay(fan, buyViewerTicket);
  expect(checkout).toMatchObject({ type: 'VIEWER_SALE', match: { id: matchId, name: 'Show match' } });
}

/** Joins by one's only ticket, and watches. */
async function join({ run, watch }: Person, matchId: string, role: string) {
  const { me } = await run('MyTickets', { status: ['ACTIVE'] });
  const ticketCode = me.tickets.nodes[0].code;
  const { joinStream } = await run('JoinStream', { input: { matchId, ticketCode } });
  expect(joinStream).toMatchObject({
    role,
    streams: [{ url: URL_OF_STREAM, platform: { name: 'YouTube' } }],
  });
  const watching = watch('WatchStream', { matchId });
  await watching.hears({ type: 'JOINED' });
  return watching;
}

/** The player and the fan watch. The player leaves; the fan tells spoilers, and is sent away. */
export async function watchMatch({ organizer, player, fan }: People, matchId: string): Promise<void> {
  await join(player, matchId, 'PARTICIPANT');
  const ofFan = await join(fan, matchId, 'VIEWER');
  const audience = async () => (await organizer.run('MatchAudience', { matchId })).match;
  const audienceOnce = (count: number) =>
    eventually(audience, ({ viewerCount, viewers }) => viewerCount === count && viewers.totalCount === count);
  const { viewers, tournament } = await audienceOnce(2);
  expect(viewers.nodes.map(({ username }: { username: string }) => username).sort()).toEqual([
    'fan',
    'player',
  ]);
  expect(tournament.audience).toMatchObject({ viewersNow: 2, uniqueViewers: 2 });

  expect(await player.run('LeaveStream', { matchId })).toEqual({ leaveStream: true });
  expect((await audienceOnce(1)).viewers.nodes).toMatchObject([{ username: 'fan' }]);

  const input = { matchId, userId: fan.id, reason: 'Spoilers' };
  expect(await organizer.run('KickViewer', { input })).toEqual({ kickViewer: true });
  await ofFan.hears({ type: 'KICKED', reason: 'Spoilers' });
  await ofFan.ends();
  expect((await audienceOnce(0)).streamBans).toMatchObject([
    { reason: 'Spoilers', user: { username: 'fan' } },
  ]);
}
