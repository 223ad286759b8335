import { eventually } from '@arena/testing';
import { firstEvent } from './security/first-event.ts';
import type { Member, StartedArena } from './started-arena.ts';

const VIEWERS = 'query ($id: ID!) { match(id: $id) { viewers { totalCount } } }';

/** Resolves once streams knows a match, and that this member runs its tournament. */
export async function untilWatchable(staff: Member, matchId: string): Promise<void> {
  await eventually(
    async () => (await staff.ask(VIEWERS, { id: matchId })).data.match.viewers,
    (viewers) => viewers !== null,
  );
}

/** Has the staff create a stream of a match on YouTube, once streams knows the match; its id. */
export async function createStream(staff: Member, matchId: string): Promise<string> {
  await untilWatchable(staff, matchId);
  const { data } = await staff.ask('{ platforms { id name } }');
  const platforms = data.platforms as { id: string; name: string }[];
  const input = {
    matchId,
    platformId: platforms.find(({ name }) => name === 'YouTube')?.id,
    url: 'https://youtu.be/live',
  };
  const created = await staff.ask(
    'mutation ($input: CreateStreamInput!) { createStream(input: $input) { id } }',
    { input },
  );
  return created.data.createStream.id;
}

/** Asks to join the streams of a match. */
export const askToJoin = ({ ask }: Pick<Member, 'ask'>, matchId: string, ticketCode?: string) =>
  ask(
    `mutation ($input: JoinStreamInput!) {
      access: joinStream(input: $input) { role streams { url isLive } match { viewerCount } }
    }`,
    { input: { matchId, ticketCode } },
  );

/** Has somebody who has joined watch for a moment, and tells the first that they hear. */
export const watchBriefly = ({ url }: StartedArena, { accessToken }: Member, matchId: string) =>
  firstEvent(url, accessToken, 'subscription ($id: ID!) { watchStream(matchId: $id) { type } }', {
    id: matchId,
  });
