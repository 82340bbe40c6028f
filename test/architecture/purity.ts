import type { Rule } from './Rule.ts';

const pureRooms = new Set(['domain', 'machines']);
/** These are functions of their input; nothing else of Node's is wanted. */
const allowedImports = new Set(['node:crypto:hash', 'node:zlib:gunzipSync']);
const impure: readonly RegExp[] = [
  /^Date\.now$/,
  /^new Date\(\)$/,
  /^Date\(\)$/,
  /^Math\.random$/,
  /^(performance|crypto|process|console|globalThis|localStorage)\./,
  /^import\.meta\./,
  /^(fetch|setTimeout|setInterval|setImmediate|queueMicrotask|require)\(\)$/,
  /^import\(…\)$/,
  /^(await|async)$/,
];

/** `domain` and `machines` are pure: no await, clock, environment, randomness or I/O. */
export const purity: Rule = (files) =>
  files
    .filter((file) => pureRooms.has(file.room) && !file.test)
    .flatMap((file) => [
      ...file.imports
        .filter(({ target, own, kind }) => !own && (target.startsWith('node:') || kind === 'dynamic'))
        .flatMap(({ target, names, line }) =>
          names
            .filter((name) => !allowedImports.has(`${target}:${name}`))
            .map((name) => ({
              path: file.path,
              line,
              message: `imports ${name} of ${target}; ${file.room} is pure`,
            })),
        ),
      ...file.uses
        .filter(({ name }) => impure.some((pattern) => pattern.test(name)))
        .map(({ name, line }) => ({
          path: file.path,
          line,
          message: `uses ${name}; ${file.room} is pure, so pass the value in`,
        })),
    ]);
