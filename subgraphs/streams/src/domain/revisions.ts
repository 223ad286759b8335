/** Whether an event tells something newer than what is known; null is known from the creation alone. */
export const isNewer = (told: number, known: number | null): boolean => known === null || told > known;
