const FORM = {
  ...({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const),
  ...({ hour: 'numeric', minute: '2-digit', timeZoneName: 'short', timeZone: 'America/Bogota' } as const),
};

/** An instant as people read it where the platform's days are. */
export const inEnglish = (at: Date): string => new Intl.DateTimeFormat('en-US', FORM).format(at);
export const inSpanish = (at: Date): string => new Intl.DateTimeFormat('es-CO', FORM).format(at);
