import type { DemoUsername } from './people.ts';

export type DemoStatus = 'PENDING' | 'ONGOING' | 'FINISHED' | 'CANCELED';

export type DemoTournament = {
  name: string;
  description: string;
  category: string;
  game: string;
  isFree: boolean;
  prizeMinor: number;
  startsInDays: number;
  status: DemoStatus;
  /** who has a seat, a free one, and how they play each other; a finished tournament has been played out */
  contest?: { players: DemoUsername[]; format: 'SINGLE_ELIMINATION' | 'ROUND_ROBIN' };
};

/** One tournament in each status. An organiser has one free tournament at a time, so the one that is over comes first. */
export const DEMO_TOURNAMENTS: DemoTournament[] = [
  {
    name: 'Bogotá Night Race',
    description: 'Ten drivers, one night, the ring road of Bogotá.',
    category: '0235',
    game: 'NFS',
    isFree: false,
    prizeMinor: 150_000_000,
    startsInDays: 14,
    status: 'PENDING',
  },
  {
    name: 'Caribbean Cup',
    description: 'Up and down the coast road, each against each.',
    category: '0235',
    game: 'NFS',
    isFree: true,
    prizeMinor: 300_000_000,
    startsInDays: 2,
    status: 'FINISHED',
    contest: { players: ['player', 'fan', 'admin'], format: 'ROUND_ROBIN' },
  },
  {
    name: 'Andes Clash',
    description: 'Two teams of five meet on the Rift.',
    category: '0236',
    game: 'LOL',
    isFree: true,
    prizeMinor: 50_000_000,
    startsInDays: 1,
    status: 'ONGOING',
    contest: { players: ['player', 'fan'], format: 'SINGLE_ELIMINATION' },
  },
  {
    name: 'Medellín Open',
    description: 'Sixty-four players and a long Sunday.',
    category: '0236',
    game: 'SF6',
    isFree: false,
    prizeMinor: 200_000_000,
    startsInDays: 30,
    status: 'CANCELED',
  },
];
