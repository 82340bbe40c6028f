#!/usr/bin/env node
// Runs the `countersign` command under a Node that reads TypeScript by itself, whatever Node started this.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from './bootstrap/childEnvironment.js';
import { root } from './bootstrap/root.js';
import { runForeground } from './bootstrap/runForeground.js';

const main = join(root, 'server', 'cli', 'main.ts');
const node = usableNode();
if (node === undefined) {
  process.stderr.write(
    `Countersign needs Node 24; this is ${process.versions.node}, and none is installed beside it. Run "npm ci" in ${root} and try again. Nothing was started and no order was sent.\n`,
  );
  process.exitCode = 1;
} else {
  process.exitCode = await runForeground(node, [main, ...process.argv.slice(2)], {
    cwd: process.cwd(),
    env: childEnvironment(node),
  });
}

/** This Node when it is new enough, else the one that came with the dependencies or that the bootstrap fetched. */
function usableNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return ['', '.runtime']
    .map((folder) => join(root, folder, 'node_modules', 'node', 'bin', name))
    .find((binary) => existsSync(binary));
}
