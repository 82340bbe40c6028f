import { z } from 'zod';

/** Problem details of RFC 9457, as every refusal and fault of the API is told. */
export const problemDocument = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  errors: z.array(z.strictObject({ field: z.string(), found: z.string(), allowed: z.string() })).optional(),
});
