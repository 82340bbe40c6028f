import type { Rule, Violation } from './Rule.ts';
import type { SourceFile } from './SourceFile.ts';

/** Too heavy for the page, or not made for it. `zod/mini` is the small build. */
const heavy = /^(zod(\/v4)?$|xstate(\/|$)|node:|ethers$|ccxt$|decimal\.js\/)/;

/** What the page loads never reaches zod's full build, XState or Node, however many files lie between. */
export const leanBrowser: Rule = (files) => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const seen = new Set<string>();
  const found: Violation[] = [];

  const visit = (file: SourceFile, trail: readonly string[]): void => {
    if (seen.has(file.path)) return;
    seen.add(file.path);
    for (const { target, own, kind, line } of file.imports) {
      if (kind === 'type') continue;
      const next = own ? byPath.get(target) : undefined;
      if (next) visit(next, [...trail, file.path]);
      else if (heavy.test(target))
        found.push({
          path: file.path,
          line,
          message: `brings ${target} into the page (${[...trail, file.path].join(' → ')}); import a type, or a file without it`,
        });
    }
  };
  for (const file of files) {
    if (file.room === 'app' && !file.test && !/\.(config|dev)\.(ts|js|mjs)$/.test(file.path)) visit(file, []);
  }
  return found;
};
