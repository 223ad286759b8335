/** What is used of the library for Swiss pairing, which comes without types. */
declare module 'swiss-pairing' {
  type Side = { id: string | null; points: number };
  type Participant = { id: string; seed: number };
  /** A match of an earlier round; a bye where the away side has no id. */
  type Match = { round: number; home: Side; away: Side };

  export default function swissPairing(options: { maxPerRound: number; rematchWeight: number }): {
    getMatchups(
      round: number,
      participants: Participant[],
      matches: Match[],
    ): { home: string; away: string | null }[];
  };
}
