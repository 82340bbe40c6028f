import { z } from 'zod';

/**
 * How the books are compared with the venue. `foreignOrders` says what becomes of an order at the venue that the desk
 * did not make: `quarantine` takes it into the books for a person to look at and stops entries until then, `adopt`
 * takes it in as an order of the desk, `ignore` leaves it to whoever made it.
 */
export const reconciliationPolicy = z.strictObject({
  everySeconds: z.int().min(1).max(3600),
  foreignOrders: z.enum(['quarantine', 'adopt', 'ignore']),
});
export type ReconciliationPolicy = z.infer<typeof reconciliationPolicy>;
