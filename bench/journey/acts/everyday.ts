import type { Act } from './act.ts';
import { oneOf } from '../chance.ts';

type Inbox = { me: { notifications: { nodes: { id: string }[] } } };

/** Opens the inbox and reads what is new, one or all of it. */
const readInbox: Act = {
  name: 'read what is new',
  weight: 2.5,
  perform: async ({ ask }) => {
    const { me } = await ask<Inbox>({
      operation: 'notifications',
      variables: { unreadOnly: true, first: 10 },
    });
    const [first] = me.notifications.nodes;
    if (!first) return;
    if (Math.random() < 0.2) await ask({ operation: 'mark-all-notifications-read' });
    else await ask({ operation: 'mark-notification-read', variables: { id: first.id } });
  },
};

/** Joins a match that is free to watch, which others are counted at for longer, and leaves it. */
const lookIn: Act = {
  name: 'look into a stream',
  weight: 1,
  perform: async ({ ask }, { world }) => {
    // the first is that of those who stay
    const matchId = oneOf(oneOf(world.contests)?.watchable.slice(1) ?? []);
    await ask({ operation: 'join-stream', variables: { input: { matchId } } });
    await ask({ operation: 'leave-stream', variables: { matchId } });
  },
};

const changeName: Act = {
  name: 'change the profile',
  weight: 0.5,
  perform: async ({ ask, person: { username } }) => {
    const displayName = `${username.toUpperCase()} ${Math.floor(Math.random() * 1_000)}`;
    await ask({ operation: 'update-profile', variables: { input: { displayName } } });
  },
};

const choose: Act = {
  name: 'choose how to be told',
  weight: 0.4,
  perform: async ({ ask }) => {
    const channels = Math.random() < 0.5 ? ['IN_APP'] : ['IN_APP', 'EMAIL'];
    const variables = { preferences: [{ kind: 'TOURNAMENT_UPDATED', channels }] };
    await ask({ operation: 'update-notification-preferences', variables });
  },
};

/** Signs in on another device, and out of it again. */
const otherDevice: Act = {
  name: 'sign in elsewhere',
  weight: 0.3,
  perform: async ({ person, connection }) => {
    const { refreshToken } = await person.logIn(connection);
    await connection.ask({ operation: 'logout', variables: { refreshToken } }, { address: person.address });
  },
};

/** Small things that people change. */
export const EVERYDAY: Act[] = [readInbox, lookIn, changeName, choose, otherDevice];
