import { analyst } from './analyst.ts';
import type { Role } from './Role.ts';
import { trader } from './trader.ts';

/** Every role there is. Adding one: write its file, add it here. */
export const roles: readonly Role[] = [analyst, trader];
