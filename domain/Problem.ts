/** What is wrong with one field of a request: which, what was found, what is allowed. */
export type Problem = { field: string; found: string; allowed: string };
