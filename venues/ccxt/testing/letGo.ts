import type { MayLeave } from '../../Venue.ts';

/** Keeps nothing back. */
export const letGo: MayLeave = async () => undefined;
