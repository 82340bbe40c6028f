import { notApplicable } from './answers.ts';

/** Why evidence does not concern what a strategy or the operator proposes. */
export const notAnAgent = notApplicable('Only what an agent proposes has to be tied to evidence.');
