import {
  BadUserInput,
  parseArguments,
  requireSignedIn,
  type Caller,
  type FieldFault,
} from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { savePreferences } from '../db/preference-store.ts';
import { channelsByDefault, isSecurityKind, KINDS } from './kinds.ts';
import { listPreferences, type Preference } from './list-preferences.ts';

const schema = z.object({
  preferences: z
    .array(z.object({ kind: z.enum(KINDS), channels: z.array(z.enum(['IN_APP', 'EMAIL'])) }))
    .max(KINDS.length, `must name each kind once, so at most ${KINDS.length}`),
});

type Input = z.input<typeof schema>;

/** What is wrong with a choice, which comes after these kinds. */
function faultOf({ kind, channels }: Preference, index: number, all: readonly Preference[]): FieldFault[] {
  const at = (field: string, message: string) => [{ path: `preferences.${index}.${field}`, message }];
  if (all.slice(0, index).some((earlier) => earlier.kind === kind)) return at('kind', 'is named twice');
  if (isSecurityKind(kind) && !channels.includes('EMAIL'))
    return at('channels', `must include EMAIL: mails of ${kind} cannot be turned off`);
  if (channels.includes('IN_APP') && !channelsByDefault(kind).inApp)
    return at('channels', `must not include IN_APP: ${kind} is told by e-mail alone`);
  return [];
}

/**
 * Chooses how the caller is told of some kinds; the others stay as they are.
 * @returns how they are told of each kind from now on
 * @throws Unauthenticated, BadUserInput
 */
export async function updatePreferences(app: App, caller: Caller, input: Input): Promise<Preference[]> {
  const { userId } = requireSignedIn(caller);
  const { preferences } = parseArguments(schema, input);
  const faults = preferences.flatMap(faultOf);
  if (faults.length > 0) throw new BadUserInput(faults);
  const rows = preferences.map(({ kind, channels }) => ({
    ...{ userId, kind },
    inApp: channels.includes('IN_APP'),
    email: channels.includes('EMAIL'),
  }));
  return app.transact(async (tx) => {
    await savePreferences(tx, rows);
    return listPreferences({ db: tx }, userId);
  });
}
