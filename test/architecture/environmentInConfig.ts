import type { Rule } from './Rule.ts';

const exempt = new Set(['config', 'bin', 'scripts', 'test', '.']);

/** `process.env` is read in `config` alone (and by what runs before it). */
export const environmentInConfig: Rule = (files) =>
  files
    .filter((file) => !exempt.has(file.room) && !file.test && !/\.config\.(ts|js|mjs)$/.test(file.path))
    .flatMap((file) => [
      ...file.uses
        .filter(({ name }) => name === 'process.env' || name === 'import.meta.env')
        .map(({ name, line }) => ({
          path: file.path,
          line,
          message: `reads ${name}; take the value from config instead`,
        })),
      ...file.imports
        .filter(({ target, names }) => /^(node:)?process$/.test(target) && names.includes('env'))
        .map(({ line }) => ({
          path: file.path,
          line,
          message: 'imports env; take the value from config instead',
        })),
    ]);
