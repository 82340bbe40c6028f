'use client';
import { useWaiting } from '../../hooks/useWaiting.ts';
import { actorWords } from '../../lib/words.ts';
import { ProposalNote } from './ProposalNote.tsx';
import { Suggestions } from './Suggestions.tsx';

/** Before anything was said: what already waits, and what could be asked. */
export function Opening({ onAsk }: { onAsk: (text: string) => void }) {
  const first = useWaiting()[0];
  return (
    <>
      {first ? (
        <div className="mt-4 space-y-2">
          <p className="text-sm text-muted">
            {first.origin === 'agent' ? `The ${actorWords(first.by)} has put one up` : 'One waits'} already:
          </p>
          <ProposalNote id={first.id} />
        </div>
      ) : null}
      <p className="mt-5 mb-2 label-caps">Things to ask</p>
      <Suggestions onAsk={onAsk} />
    </>
  );
}
