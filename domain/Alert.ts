import { z } from 'zod';
import { epochMs } from './schema.ts';

/** Something a person should know. `message` says what happened, what it means and what to do next. */
export const alert = z.strictObject({
  sequence: z.int(),
  at: epochMs,
  severity: z.enum(['info', 'warning', 'critical']),
  code: z.string(),
  message: z.string(),
  subject: z.string(),
});
export type Alert = z.infer<typeof alert>;
