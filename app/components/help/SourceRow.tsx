'use client';
import type { SourceKind, SourceView } from '../../../domain/SourceView.ts';
import { usePrefs } from '../../data/prefs.ts';
import { useNow } from '../../hooks/useNow.ts';
import { age } from '../../lib/format.ts';
import { dateTime } from '../../lib/time.ts';
import { Badge, type BadgeLook } from '../ui/Badge.tsx';

const kinds: Record<SourceKind, string> = {
  news: 'News feed',
  social: 'Posts',
  fearAndGreed: 'Mood index',
  funding: 'Funding and open interest',
  chain: 'Chain',
  explorer: 'Past of addresses',
  trades: 'Stored trades',
};

/** One source: its state in words, how old what it gave is, its last error, and what it still allows. */
export function SourceRow({ source }: { source: SourceView }) {
  const { zone } = usePrefs();
  const now = useNow(1000);
  const { name, kind, lastOkAt, newestAt, nextAt, lastError, budget, note } = source;
  const { text, look } = stateOf(source);
  const ago = (at: number | null) => (at === null ? 'never' : `${age(now - at)} ago`);
  return (
    <li className="border-t border-line py-2.5 first:border-t-0">
      <p className="flex flex-wrap items-center gap-x-2 text-sm font-semibold">
        {name} <Badge look={look}>{text}</Badge>
        <span className="text-2xs font-normal text-faint">{kinds[kind]}</span>
      </p>
      <dl className="mt-1 grid grid-cols-2 gap-x-6 text-xs sm:grid-cols-4">
        <Figure term="Last read" value={ago(lastOkAt)} />
        <Figure term="Newest in it" value={newestAt === null ? 'not told' : ago(newestAt)} />
        <Figure term="Asked again" value={nextAt === null ? 'now' : `in ${age(nextAt - now)}`} />
        <Figure term="Still allows" value={allowance(budget, now)} />
      </dl>
      {note ? <p className="mt-1 text-xs text-faint">{note}</p> : null}
      {lastError ? (
        <p className="mt-1 text-xs [overflow-wrap:anywhere]">
          <span className="text-warn">{source.state === 'failing' ? 'Failing' : 'Last error'}:</span>{' '}
          {lastError.message}{' '}
          <span className="text-2xs text-faint">
            {dateTime(lastError.at, zone)} · {lastError.code}
          </span>
        </p>
      ) : null}
    </li>
  );
}

function stateOf({ state, stale }: SourceView): { text: string; look: BadgeLook } {
  if (state === 'failing') return { text: stale ? 'failing, stale' : 'failing', look: 'danger' };
  if (stale) return { text: 'stale', look: 'warn' };
  return state === 'ok' ? { text: 'read', look: 'good' } : { text: 'not asked yet', look: 'plain' };
}

function allowance(budget: SourceView['budget'], now: number): string {
  if (!budget) return 'not told';
  const { remaining, limit, resetAt } = budget;
  const reset = resetAt !== null && resetAt > now ? `, anew in ${age(resetAt - now)}` : '';
  return `${remaining}${limit === null ? '' : ` of ${limit}`}${reset}`;
}

function Figure({ term, value }: { term: string; value: string }) {
  return (
    <div className="py-0.5">
      <dt className="text-faint">{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}
