import type { World } from '../World.ts';

/** What an action draws from: numbers in (0, 1) that belong to its step. */
export type Draws = readonly [number, number, number, number];

export type Act = (world: World, draws: Draws) => void;

/** The item that a draw points at; undefined when there is none. */
export function pickBy<T>(items: readonly T[], draw: number): T | undefined {
  return items[Math.floor(draw * items.length)];
}

/** A number between two others, spread evenly over their orders of magnitude. */
export function scale(draw: number, low: number, high: number): number {
  return low * (high / low) ** draw;
}
