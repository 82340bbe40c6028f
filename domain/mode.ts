import { z } from 'zod';

/** Where data comes from and where orders go. See the table of modes in the README. */
export const mode = z.enum(['replay', 'sim', 'paper', 'testnet', 'live']);
export type Mode = z.infer<typeof mode>;

/** `active`: entries allowed. `reducing`: only orders that reduce. `halted`: nothing goes out. */
export const tradingState = z.enum(['active', 'reducing', 'halted']);
export type TradingState = z.infer<typeof tradingState>;

/** How far a kill goes: stop entries, also cancel entry orders, also flatten positions. */
export const killLevel = z.enum(['pause', 'cancel', 'flatten']);
export type KillLevel = z.infer<typeof killLevel>;
