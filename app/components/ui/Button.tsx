import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from '../../lib/cn.ts';

const button = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-[background-color,border-color,color,opacity] duration-100 disabled:cursor-not-allowed [&_svg]:size-3.5 [&_svg]:shrink-0',
  {
    variants: {
      look: {
        primary:
          'bg-ink text-inverse hover:bg-ink/90 disabled:border disabled:border-line-strong disabled:bg-raised disabled:text-faint',
        outline:
          'border border-line-strong bg-raised text-ink hover:border-control hover:bg-panel disabled:text-faint disabled:hover:border-line-strong disabled:hover:bg-raised',
        ghost: 'text-muted hover:bg-raised hover:text-ink disabled:text-faint disabled:hover:bg-transparent',
        danger:
          'bg-danger text-danger-ink hover:opacity-90 disabled:bg-raised disabled:text-faint disabled:border disabled:border-line-strong',
        dangerOutline:
          'border border-danger/50 bg-danger-soft text-danger hover:border-danger disabled:opacity-60',
      },
      size: {
        xs: 'h-6 px-2 text-2xs',
        sm: 'h-7 px-2.5 text-xs',
        md: 'h-8 px-3 text-sm',
        lg: 'h-11 px-4 text-base',
        icon: 'size-7',
        iconLg: 'size-11',
      },
    },
    defaultVariants: { look: 'outline', size: 'sm' },
  },
);

type Props = ComponentProps<'button'> & VariantProps<typeof button>;

export function Button({ className, look, size, type = 'button', ...rest }: Props) {
  return <button type={type} className={cn(button({ look, size }), className)} {...rest} />;
}
