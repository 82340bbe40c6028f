import type { SourceKind, SourcesView, SourceView } from '../../../domain/SourceView.ts';
import { type Finding, ok, warning } from './Finding.ts';

const off = 'news and mood are off; crowd.enabled: true in config.yaml switches them on';

const disables: Record<SourceKind, string> = {
  news: 'its headlines are missing from news and mood',
  social: 'its posts are missing from news and mood',
  fearAndGreed: 'agents have no newer index',
  funding: 'agents have no newer funding rates and open interest',
  chain: 'agents cannot read balances, transfers and gas',
  explorer: 'agents cannot read the past of an address',
  trades: 'public trades of that time are not stored, which leaves a gap in them',
};

/** Names every source that cannot be read or is stale, with what that disables. None of them is needed to trade. */
export function examineSources({ enabled, sources }: SourcesView): Finding {
  if (sources.length === 0) return ok('sources', enabled ? 'none is configured' : off);
  const ill = sources.filter(({ state, stale }) => state === 'failing' || stale);
  const waiting = sources.filter(({ state, stale }) => state === 'waiting' && !stale).length;
  const well = sources.length - ill.length - waiting;
  const counts = `${well} of ${sources.length} sources read${waiting > 0 ? `, ${waiting} not asked yet` : ''}`;
  const found = enabled ? counts : `${counts}; ${off}`;
  if (ill.length === 0) return ok('sources', found);
  return warning(
    'sources',
    [`${found}; trading does not need them`, ...ill.map(explain)].join('\n'),
    'countersign doctor',
  );
}

function explain({ name, kind, lastError, lastOkAt }: SourceView): string {
  const since =
    lastOkAt === null ? 'never read' : `last read ${new Date(lastOkAt).toISOString().slice(0, 16)}Z`;
  const why = lastError?.message.replace(/\.$/, '') ?? 'nothing came lately';
  return `${name}: ${why}; ${since}; ${disables[kind]}`;
}
