import type { Rule } from './Rule.ts';

/** No file only passes on what others export, unless a comment in it says that it is an entry point. */
export const noBarrels: Rule = (files) =>
  files
    .filter((file) => file.barrel)
    .map(({ path }) => ({ path, line: 1, message: 'is a barrel; import from the files themselves' }));
