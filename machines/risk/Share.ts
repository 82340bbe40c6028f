import type { Exact } from '../../domain/Exact.ts';

/** A part of a whole that is above zero. */
export type Share = { part: Exact; whole: Exact };
