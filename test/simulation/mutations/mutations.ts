/** A known bug: fragments of the program's source and what stands in their place. */
export type Mutation = {
  name: string;
  sentence: string;
  edits: readonly { file: string; find: string; replace: string }[];
};

/** Bugs that order paths really had, here or elsewhere; the simulation has to find every one of them. */
export const mutations: readonly Mutation[] = [];
