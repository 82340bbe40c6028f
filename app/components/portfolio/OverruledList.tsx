'use client';
import type { OverridesView, OverrideView } from '../../../domain/Override.ts';
import { usePrefs } from '../../data/prefs.ts';
import { openReview } from '../../data/ui.ts';
import { cn } from '../../lib/cn.ts';
import { money, plain } from '../../lib/format.ts';
import { dateTime } from '../../lib/time.ts';
import { Badge } from '../ui/Badge.tsx';
import { Signed } from '../ui/Signed.tsx';
import { courseWords, editWords, kindWords, partyWords, rightWords } from './overrideWords.ts';

/** Every overruled proposal with what it would have made, newest first. */
export function OverruledList({ view }: { view: OverridesView }) {
  return (
    <ul aria-label="Overruled proposals" className="border-t border-line">
      {view.overrides.map((override) => (
        <Row key={override.proposal} override={override} />
      ))}
    </ul>
  );
}

function Row({ override }: { override: OverrideView }) {
  const { zone } = usePrefs();
  const { asked, edited, side, instrument, by, decidedBy, decidedAt, kind, reason, difference } = override;
  const change = editWords(override);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 border-b border-line/70 px-4 py-2 text-xs">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Badge look={kind === 'denied' ? 'warn' : 'plain'}>{kindWords[kind]}</Badge>
          <span className="font-medium">
            {side === null ? '' : side === 'buy' ? '▲ Buy ' : '▼ Sell '}
            {asked.quantity === '0' ? '' : `${plain(asked.quantity)} `}
            {instrument}
          </span>
          <button
            type="button"
            className="min-h-6 font-mono text-2xs text-faint hover:text-ink hover:underline"
            onClick={() => openReview(override.proposal)}
          >
            {override.proposal}
          </button>
        </p>
        <p className="mt-0.5 text-2xs text-faint">
          by {partyWords(by)}
          {decidedBy ? `, ${kindWords[kind].toLowerCase()} by ${partyWords(decidedBy)}` : ''}
          {change ? ` (${change})` : ''}, {dateTime(decidedAt, zone)}
          {reason ? ` · ${reason}` : ''}
        </p>
      </div>
      <dl className="grid w-full grid-cols-[1fr_auto] gap-x-3 text-right @2xl:w-auto @max-2xl:text-left">
        <dt className="text-faint">as proposed, {asked.reason ?? courseWords[asked.state]}</dt>
        <Money value={asked.profit} />
        {edited ? (
          <>
            <dt className="text-faint">as edited, {courseWords[edited.state]}</dt>
            <Money value={edited.profit} />
          </>
        ) : null}
        <dt className="text-faint">the ruling made, {rightWords(override)}</dt>
        <Money value={difference} strong />
      </dl>
    </li>
  );
}

function Money({ value, strong = false }: { value: string | null; strong?: boolean }) {
  return (
    <dd className={cn('text-right', strong && 'font-medium')}>
      {value === null ? '–' : <Signed value={value} text={money(value, { signed: true })} />}
    </dd>
  );
}
