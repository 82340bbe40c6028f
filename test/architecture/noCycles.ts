import type { Rule, Violation } from './Rule.ts';

/** No cycle of imports, whether by value, by type or by a dynamic import that would hide one. Each is told once. */
export const noCycles: Rule = (files) => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const found: Violation[] = [];

  const visit = (path: string, trail: readonly string[]): void => {
    const file = byPath.get(path);
    if (!file || done.has(path)) return;
    for (const { target, own, line } of file.imports) {
      if (!own) continue;
      const from = [...trail, path].indexOf(target);
      if (from < 0) visit(target, [...trail, path]);
      else
        found.push({
          path,
          line,
          message: `closes the import cycle ${[...[...trail, path].slice(from), target].join(' → ')}`,
        });
    }
    done.add(path);
  };
  for (const file of files) visit(file.path, []);
  return found;
};
