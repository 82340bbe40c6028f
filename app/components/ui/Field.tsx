'use client';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from '../../lib/cn.ts';

export const inputLook =
  'h-9 w-full rounded-md border border-control/60 bg-field px-2.5 text-base text-ink placeholder:text-faint hover:border-control focus:border-focus focus:outline-2 focus:-outline-offset-1 focus:outline-focus disabled:text-faint aria-invalid:border-danger';

type Props = Omit<ComponentProps<'input'>, 'id'> & {
  label: string;
  unit?: string;
  hint?: ReactNode;
  error?: string | undefined;
};

/** A labelled input with its unit inside and its hint or error below. */
export function Field({ label, unit, hint, error, className, ...rest }: Props) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={className}>
      <label htmlFor={id} className="label-caps mb-1 block text-muted">
        {label}
      </label>
      <div className="relative">
        <input
          id={id}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          className={cn(inputLook, unit && 'pr-14')}
          {...rest}
        />
        {unit ? (
          <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-xs text-faint">
            {unit}
          </span>
        ) : null}
      </div>
      {note ? (
        <p id={`${id}-note`} className={cn('mt-1 text-xs', error ? 'text-danger' : 'text-faint')}>
          {note}
        </p>
      ) : null}
    </div>
  );
}
