import type { OverrideSum, OverridesView } from '../../../domain/Override.ts';
import { money } from '../../lib/format.ts';
import { Signed } from '../ui/Signed.tsx';
import { partyWords } from './overrideWords.ts';

/** Who was right how often, and what their way made or would have made. */
export function OverruledSums({ view }: { view: OverridesView }) {
  const groups = [
    { title: 'As proposed by', sums: view.proposers },
    { title: 'As ruled by', sums: view.deciders },
    { title: 'Apart', sums: view.gate.proposals > 0 ? [view.gate] : [] },
  ];
  return (
    <div className="grid gap-x-8 gap-y-3 px-4 pt-1 pb-3 @2xl:grid-cols-3">
      {groups
        .filter(({ sums }) => sums.length > 0)
        .map(({ title, sums }) => (
          <div key={title}>
            <p className="label-caps">{title}</p>
            <ul>
              {sums.map((sum) => (
                <Sum key={sum.id} sum={sum} />
              ))}
            </ul>
          </div>
        ))}
    </div>
  );
}

function Sum({ sum }: { sum: OverrideSum }) {
  return (
    <li className="py-1 text-xs">
      <p className="flex justify-between gap-3">
        <span className="font-medium">{partyWords(sum)}</span>
        <Signed value={sum.made} text={money(sum.made, { signed: true })} className="font-medium" />
      </p>
      <p className="flex justify-between gap-3 text-2xs text-faint">
        <span>
          right {sum.right}, wrong {sum.wrong}
          {sum.unknown > 0 ? `, unknown ${sum.unknown}` : ''} of {sum.proposals}
        </span>
        {Number(sum.madeSoFar) === 0 ? null : <span>open {money(sum.madeSoFar, { signed: true })}</span>}
      </p>
    </li>
  );
}
