/** Whom a budget counts: a network address, or the person who is signed in, else the address. */
export type CountedBy = 'address' | 'caller';

/** How often something may be done within a window of time, which begins when it is first done. */
export type Budget = { name: string; points: number; windowSeconds: number };

/** A budget that a root field takes one point of each time that it is asked for. */
export type FieldBudget = Budget & { fields: readonly string[]; by: CountedBy };

const MINUTE = 60;
const TEN_MINUTES = 600;

/**
 * What is guessed at, sends mail or holds seats has a budget of its own: in short windows, so that an operation which
 * asks ten times at once is refused, while many people may share an address. What one account bears of wrong passwords
 * is for users to say.
 */
export const FIELD_BUDGETS: readonly FieldBudget[] = [
  { name: 'login', fields: ['login'], by: 'address', points: 8, windowSeconds: 15 },
  { name: 'register', fields: ['register'], by: 'address', points: 8, windowSeconds: 120 },
  { name: 'refresh', fields: ['refreshSession'], by: 'address', points: 120, windowSeconds: MINUTE },
  {
    name: 'mail',
    fields: ['requestPasswordReset', 'resendEmailVerification'],
    by: 'address',
    points: 5,
    windowSeconds: 300,
  },
  {
    name: 'token',
    fields: ['resetPassword', 'verifyEmail'],
    by: 'address',
    points: 8,
    windowSeconds: 240,
  },
  { name: 'password', fields: ['changePassword'], by: 'caller', points: 8, windowSeconds: 240 },
  {
    name: 'checkout',
    fields: ['buyParticipantTicket', 'buyViewerTicket', 'donate'],
    by: 'caller',
    points: 8,
    windowSeconds: 30,
  },
];

/** Documents that a caller may have kept for later by their hash, so that nobody fills the memory of them. */
export const REGISTRATIONS: Budget & { by: CountedBy } = {
  name: 'registrations',
  by: 'caller',
  points: 200,
  windowSeconds: TEN_MINUTES,
};

/** What any operation takes of: a person's own budget, or that of the anonymous at an address. */
export const generalBudgets = (points: { person: number; address: number }) => ({
  person: { name: 'person', points: points.person, windowSeconds: MINUTE },
  address: { name: 'address', points: points.address, windowSeconds: MINUTE },
});
