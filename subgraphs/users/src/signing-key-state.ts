import { openDatabase } from '@arena/subgraph-kit';
import { listSigningKeys } from './db/signing-key-store.ts';
import * as schema from './db/schema.ts';
import { activeKey, planRotation } from './domain/key-rotation.ts';

/** How the rotation of the signing keys of one database goes, for who runs the platform. */
export type SigningKeyState = {
  /** the key that signs; undefined where there is none yet */
  current: { kid: string; activeFrom: Date } | undefined;
  /** when another begins to sign: the one that is announced, or one that is yet to be made */
  nextFrom: Date | undefined;
  /** what should have been made by now, was not */
  isOverdue: boolean;
};

/** Processes read their keys once a minute, and make the next one then. */
const SLACK_MS = 5 * 60_000;

/** Reads when the keys of this database sign. */
export async function signingKeyState(
  databaseUrl: string,
  { rotationMs, now }: { rotationMs: number; now: Date },
): Promise<SigningKeyState> {
  const { db, close } = openDatabase(databaseUrl, schema, { poolSize: 1 });
  try {
    const keys = await listSigningKeys(db);
    const current = activeKey(keys, now);
    const announced = keys.find(({ activeFrom }) => activeFrom > now)?.activeFrom;
    const earlier = new Date(now.getTime() - SLACK_MS);
    const isNew = activeKey(keys, earlier) === undefined;
    return {
      current: current && { kid: current.kid, activeFrom: current.activeFrom },
      nextFrom: announced ?? (current && new Date(current.activeFrom.getTime() + rotationMs)),
      isOverdue: !isNew && planRotation(keys, earlier, rotationMs).createActiveFrom !== null,
    };
  } finally {
    await close();
  }
}
