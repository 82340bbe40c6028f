// `npm ci` refuses a lock file without entries for other platforms' native packages, and npm leaves those out
// whenever the registry at hand does not carry them. Run after every change of dependencies: npm run lock:complete
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'sunos', 'win32'];
const cpus = { amd64: 'x64', x64: 'x64', arm64: 'arm64', arm: 'arm', ia32: 'ia32', wasm32: 'wasm32' };

const file = join(dirname(dirname(fileURLToPath(import.meta.url))), 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = complete(lock.packages);
if (added.length > 0) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
process.stdout.write(`${added.length} entries added${added.map((name) => `\n  ${name}`).join('')}\n`);

/** Adds what optional dependencies name and the lock file lacks; returns the added paths. */
function complete(packages) {
  const added = [];
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isResolved(packages, path, name)) continue;
      const target = `node_modules/${name}`;
      packages[target] = { version, ...platformOf(name), ...(entry.dev && { dev: true }), optional: true };
      added.push(target);
    }
  }
  return added;
}

/** Whether a package at `path` finds `name` in its own or an outer node_modules. */
function isResolved(packages, path, name) {
  const outer = path.split('/node_modules/');
  const bases = outer.map((_, index) => outer.slice(0, outer.length - index).join('/node_modules/'));
  return [...bases.map((base) => `${base}/node_modules/${name}`), `node_modules/${name}`].some(
    (candidate) => packages[candidate] !== undefined,
  );
}

/** A native package's name says what it is made for; one whose name does not is left alone. */
function platformOf(name) {
  const words = name.split('/').at(-1).split('-');
  const os = systems.find((system) => words.includes(system));
  const cpu = Object.keys(cpus).find((word) => words.includes(word));
  if (cpu === undefined) throw new Error(`Cannot tell which platform ${name} is made for; add it by hand`);
  const libc = words.includes('musl') ? 'musl' : words.includes('gnu') ? 'glibc' : undefined;
  return { cpu: [cpus[cpu]], ...(libc && { libc: [libc] }), ...(os && { os: [os] }) };
}
