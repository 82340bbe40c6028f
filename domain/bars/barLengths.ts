import { z } from 'zod';

/**
 * Lengths of the bars that can be stored, in milliseconds. Each divides a day, so that every bar opens on a grid which
 * begins at the epoch.
 */
export const barLengthMs = {
  '1m': 60_000,
  '3m': 180_000,
  '5m': 300_000,
  '15m': 900_000,
  '30m': 1_800_000,
  '1h': 3_600_000,
  '2h': 7_200_000,
  '4h': 14_400_000,
  '6h': 21_600_000,
  '8h': 28_800_000,
  '12h': 43_200_000,
  '1d': 86_400_000,
} as const;
export const barLength = z.enum(['1m', '3m', '5m', '15m', '30m', '1h', '2h', '4h', '6h', '8h', '12h', '1d']);
export type BarLength = z.infer<typeof barLength>;
