import type { StateView } from '../../../domain/views.ts';

/** Who answers here and what they can do to the account: nothing without a countersignature. */
export function Greeting({ analyst }: { analyst: StateView['analyst'] | undefined }) {
  return (
    <div className="text-sm text-muted">
      <p>
        {analyst?.ruleBased === false
          ? `I am the analyst, answering through ${analyst.label}.`
          : 'I am the offline analyst. I work by rules, not by a language model, so I understand plain requests about price, trend, risk and orders, and I say so when I do not.'}
      </p>
      <p className="mt-2">
        I read the market and can put a trade in front of you. I cannot send one: it goes out only when you
        approve its card, and “yes” in this chat is never an approval.
      </p>
    </div>
  );
}
