import type { Asked } from './answers.ts';
import type { Connection } from './connection.ts';
import type { Person } from './person.ts';

/** Somebody who does something on a connection. */
export type Actor = {
  person: Person;
  connection: Connection;
  /** Asks as this person, who is signed in. */
  ask: <Data>(asked: Asked) => Promise<Data>;
};

/** Has a person act on a connection. */
export const actorOf = (person: Person, connection: Connection): Actor => ({
  person,
  connection,
  ask: async <Data>(asked: Asked) =>
    connection.ask<Data>(asked, {
      address: person.address,
      accessToken: await person.accessToken(connection),
    }),
});
