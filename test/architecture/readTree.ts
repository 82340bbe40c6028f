import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type SourceFile, sourceFile } from './SourceFile.ts';

const skipped = new Set(['node_modules', 'out', 'dist', 'coverage', 'migrations']);
const source = /\.(ts|tsx|js|mjs)$/;

/** Parses every source file of the repository; hidden folders, dependencies and generated ones are left out. */
export function readTree(root: string): SourceFile[] {
  return [...paths(root)].map((path) =>
    sourceFile(relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')),
  );
}

function* paths(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || skipped.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* paths(path);
    else if (source.test(entry.name) && !entry.name.endsWith('.d.ts')) yield path;
  }
}
