import { cn } from '../../lib/cn.ts';
import { signOf } from '../../lib/format.ts';

type Props = { value: string; text: string; arrow?: boolean; className?: string };

/** A gain or a loss: arrow, sign and colour, so that colour alone never carries it. */
export function Signed({ value, text, arrow = true, className }: Props) {
  const sign = signOf(value);
  return (
    <span
      className={cn(
        sign > 0 ? 'text-up' : sign < 0 ? 'text-down' : 'text-muted',
        'whitespace-nowrap',
        className,
      )}
    >
      {arrow && sign !== 0 ? (
        <span aria-hidden className="mr-0.5 text-[0.7em]">
          {sign > 0 ? '▲' : '▼'}
        </span>
      ) : null}
      {text}
    </span>
  );
}
