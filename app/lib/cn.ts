import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

const merge = extendTailwindMerge({ extend: { theme: { text: ['2xs'] } } });

/** Joins class names; later Tailwind utilities win over earlier ones. */
export function cn(...values: ClassValue[]): string {
  return merge(clsx(values));
}
