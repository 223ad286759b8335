import { createHash, randomBytes } from 'node:crypto';

const SEED_BYTES = 16;

/** Something that nobody could foresee, to draw lots from. */
export const newDrawSeed = (): string => randomBytes(SEED_BYTES).toString('hex');

const lotOf = (drawSeed: string, teamId: string): string =>
  createHash('sha256').update(`${drawSeed}:${teamId}`).digest('hex');

/**
 * Puts teams into the order that a seed draws: of the SHA-256, in hexadecimal, of the seed, a colon and the team's
 * id. So anybody can check a draw.
 */
export const drawLots = (teamIds: readonly string[], drawSeed: string): string[] =>
  teamIds
    .map((teamId) => ({ teamId, lot: lotOf(drawSeed, teamId) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ teamId }) => teamId);
