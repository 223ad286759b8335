/** The password of all demo people; demo data is never made in production. */
export const DEMO_PASSWORD = 'Arena-demo-1';

/** The demo people. */
export const DEMO_PEOPLE = [
  {
    email: 'admin@arena.example',
    username: 'admin',
    displayName: 'Platform Admin',
    about: 'administers the platform',
  },
  {
    email: 'organizer@arena.example',
    username: 'organizer',
    displayName: 'Demo Organizer',
    about: 'runs tournaments',
  },
  { email: 'player@arena.example', username: 'player', displayName: 'Demo Player', about: 'plays' },
  { email: 'fan@arena.example', username: 'fan', displayName: 'Demo Fan', about: 'watches' },
] as const;

/** The demo logins with their password, a line each. */
export const demoLogins = (): string[] => [
  `Demo logins, all with the password ${DEMO_PASSWORD}:`,
  ...DEMO_PEOPLE.map(({ email, about }) => `  ${email.padEnd(26)}${about}`),
];

export type DemoUsername = (typeof DEMO_PEOPLE)[number]['username'];
