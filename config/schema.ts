import { z } from 'zod';
import { limits } from '../domain/Limits.ts';

const port = z.int().min(1).max(65535);

/** Settings of the desk. Strict: a key that is not here stops the program at the start. */
export const configSchema = z.strictObject({
  /** Only modes that need no keys can be chosen so far. */
  mode: z.enum(['sim', 'replay']),
  /** Currency that equity is counted in. */
  currency: z.string().regex(/^[A-Z0-9]{2,10}$/),
  server: z.strictObject({
    /** First port tried; the next free one is taken when it is busy, unless it was fixed. */
    port,
    /** True when the port was asked for in so many words. */
    portFixed: z.boolean(),
  }),
  venue: z.strictObject({ seed: z.int().nonnegative() }),
  database: z.strictObject({ url: z.string().nullable() }),
  documents: z.strictObject({ url: z.string().nullable() }),
  model: z.strictObject({
    provider: z.enum(['offline', 'openai', 'openaiCompatible']),
    model: z.string().nullable(),
    baseUrl: z.url().nullable(),
    /** From the environment only; never read from a file, never logged. */
    apiKey: z.string().nullable(),
  }),
  chain: z.strictObject({
    rpcUrl: z.url().nullable(),
    chainId: z.int().positive().nullable(),
    name: z.string().nullable(),
    coin: z.string().nullable(),
  }),
  limits,
  log: z.strictObject({ level: z.enum(['debug', 'info', 'warn', 'error', 'silent']) }),
});

/** What the files may hold: all of it but what comes from the environment alone. */
export type ConfigFileContent = z.infer<typeof configSchema>;

/** A checked configuration, with the folder that the desk keeps its data in. */
export type Config = ConfigFileContent & { home: string };
