import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sourceHash } from './sourceHash.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'countersign-hash-'));
  mkdirSync(join(root, 'app', 'deep'), { recursive: true });
  writeFileSync(join(root, 'app', 'deep', 'a.ts'), 'a');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
const hash = () => sourceHash(root, ['app', 'other.json']);

describe('sourceHash', () => {
  test('default: depends on names and contents, and on what is absent', () => {
    const first = hash();
    expect(hash()).toBe(first);
    writeFileSync(join(root, 'app', 'deep', 'a.ts'), 'b');
    const changed = hash();
    expect(changed).not.toBe(first);
    writeFileSync(join(root, 'app', 'b.ts'), '');
    const added = hash();
    expect(added).not.toBe(changed);
    writeFileSync(join(root, 'other.json'), '{}');
    expect(hash()).not.toBe(added);
  });

  test('behavior: output and tests do not count', () => {
    const first = hash();
    for (const path of ['out', '.next', 'node_modules']) {
      mkdirSync(join(root, 'app', path));
      writeFileSync(join(root, 'app', path, 'x.js'), 'x');
    }
    writeFileSync(join(root, 'app', 'a.test.ts'), 'x');
    expect(hash()).toBe(first);
  });
});
