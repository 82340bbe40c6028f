import type { Rule } from './Rule.ts';

const longest = 400;

/** No file of ours is longer than can be read in one go. */
export const fileLength: Rule = (files) =>
  files
    .filter(({ lines }) => lines > longest)
    .map(({ path, lines }) => ({
      path,
      line: longest + 1,
      message: `has ${lines} lines, more than ${longest}; split it by concern`,
    }));
