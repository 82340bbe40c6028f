import type { Rule } from './Rule.ts';
import { rooms } from './rooms.ts';

/** Every import, type imports included, points down the rooms table. Tests beside a file may also use `test/`,
 * and everyone may read the program's name and version. */
export const roomDirection: Rule = (files) =>
  files.flatMap((file) => {
    const allowed = rooms[file.room];
    if (!allowed)
      return [
        {
          path: file.path,
          line: 1,
          message: `${file.room}/ is not a room; add it to the rooms table or move it`,
        },
      ];
    return file.imports
      .filter(({ own, target }) => own && target !== 'package.json')
      .flatMap(({ target, kind, line }) => {
        const room = target.includes('/') ? target.slice(0, target.indexOf('/')) : '.';
        if (room === file.room || (file.test && room === 'test')) return [];
        const access = allowed[room];
        if (access === 'all' || (access === 'type' && kind === 'type')) return [];
        const message =
          access === 'type'
            ? `${file.room} may import types only from ${room} (${target})`
            : `${file.room} may not import ${room} (${target})`;
        return [{ path: file.path, line, message }];
      });
  });
