import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tokenFiles } from '../../access/loadTokens.ts';
import { blocked, type Finding, ok, warning } from './Finding.ts';

const warnBelowBytes = 1024 ** 3;
const blockBelowBytes = 64 * 1024 ** 2;

/** What can be said without a desk: runtime, room on the disk, who can read the tokens, and whether there is a page. */
export function examineMachine(home: string, siteFolder: string): Finding[] {
  return [runtime(), disk(home), ...tokens(home), page(siteFolder)];
}

function runtime(): Finding {
  const [major = 0] = process.versions.node.split('.').map(Number);
  const found = `Node ${process.versions.node}`;
  return major >= 24 ? ok('runtime', found) : blocked('runtime', `${found}; 24 or newer is needed`, 'npm ci');
}

function disk(home: string): Finding {
  const { bavail, bsize } = statfsSync(nearestExisting(home));
  const free = bavail * bsize;
  const found = `${(free / 1024 ** 3).toFixed(1)} GB free for ${home}`;
  if (free < blockBelowBytes) return blocked('disk', found, `df -h ${nearestExisting(home)}`);
  return free < warnBelowBytes ? warning('disk', found, `df -h ${nearestExisting(home)}`) : ok('disk', found);
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

function tokens(home: string): Finding[] {
  const paths = Object.values(tokenFiles)
    .map((name) => join(home, name))
    .filter((path) => existsSync(path));
  if (paths.length === 0) return [ok('tokens', 'not made yet; the first start makes them')];
  const open = paths.filter((path) => (statSync(path).mode & 0o077) !== 0);
  return open.length === 0
    ? [ok('tokens', 'readable by you alone')]
    : [
        warning(
          'tokens',
          `others on this machine can read ${open.join(' and ')}`,
          `chmod 600 ${open.join(' ')}`,
        ),
      ];
}

function page(siteFolder: string): Finding {
  return existsSync(join(siteFolder, 'index.html'))
    ? ok('channels', 'page, API and command line')
    : warning('channels', 'API and command line; the page has not been built', 'npm start');
}
