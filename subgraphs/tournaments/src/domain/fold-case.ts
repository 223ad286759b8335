/** Text with its case folded, for names that differ in more than case. */
export const foldCase = (text: string): string => text.normalize('NFKC').toLowerCase().normalize('NFKC');
