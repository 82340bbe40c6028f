import { type DestinationStream, type Logger, pino } from 'pino';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Names whose values never reach a log, wherever they lie. */
const secretNames = ['apiKey', 'secret', 'token', 'password', 'authorization', 'cookie', 'privateKey', 'url'];

/** The structured log of a desk. Every line says which mode is on; secrets are blotted out by name. */
export function createLog(options: {
  level: LogLevel;
  mode: string;
  destination: DestinationStream;
}): Logger {
  return pino(
    {
      level: options.level,
      base: { mode: options.mode },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        censor: '[redacted]',
      },
    },
    {
      write(line) {
        try {
          options.destination.write(line);
        } catch {
          // A full disk, say, of which the desk tells by itself: a line that is lost must not end what it tells of.
        }
      },
    },
  );
}
