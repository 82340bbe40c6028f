'use client';
import { useUi } from '../../data/ui.ts';
import { cn } from '../../lib/cn.ts';

const screens = [
  { key: 'desk', label: 'Desk' },
  { key: 'models', label: 'Models' },
] as const;

/** From screen to screen, by addresses that the browser's own back button knows. */
export function ScreenLinks() {
  const { screen } = useUi();
  return (
    <nav aria-label="Screens" className="flex items-center gap-1 max-md:hidden">
      {screens.map(({ key, label }) => (
        <a
          key={key}
          href={`#${key}`}
          aria-current={screen === key ? 'page' : undefined}
          className={cn(
            'inline-flex h-7 items-center rounded-md px-2 text-sm font-medium',
            screen === key ? 'bg-raised text-ink' : 'text-muted hover:text-ink',
          )}
        >
          {label}
        </a>
      ))}
    </nav>
  );
}
