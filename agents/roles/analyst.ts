import type { Role } from './Role.ts';

/** Answers questions about the market and the portfolio. */
export const analyst: Role = {
  name: 'analyst',
  proposes: false,
  instructions: ['You only read and explain; you cannot propose.'],
};
