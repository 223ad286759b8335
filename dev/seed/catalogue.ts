/** The categories of tournaments. */
export const CATEGORIES = [
  { code: '0235', name: 'Racing', alias: 'RC', participantLimit: 16 },
  { code: '0236', name: 'Strategy', alias: 'ST', participantLimit: 32 },
];

/** The games that tournaments are played in. */
export const GAMES = [
  {
    code: 'NFS',
    name: 'Need For Speed',
    players: 10,
    maxTeams: 10,
    maxPlayersPerTeam: 1,
    isCooperative: false,
  },
  {
    code: 'LOL',
    name: 'League Of Legends',
    players: 10,
    maxTeams: 2,
    maxPlayersPerTeam: 5,
    isCooperative: true,
  },
  { code: 'RL', name: 'Rocket League', players: 48, maxTeams: 16, maxPlayersPerTeam: 3, isCooperative: true },
  {
    code: 'SF6',
    name: 'Street Fighter 6',
    players: 64,
    maxTeams: 64,
    maxPlayersPerTeam: 1,
    isCooperative: false,
  },
];
