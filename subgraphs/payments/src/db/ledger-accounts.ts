/** Whose money moves: what the provider has for the platform is below zero, what it owes to others above. */
export const PROVIDER_ACCOUNT = 'provider';

/** What the platform keeps. */
export const COMMISSION_ACCOUNT = 'commission';

/** What belongs to the organiser of a tournament. */
export const organizerAccount = (organizerId: string): string => `organizer:${organizerId}`;
