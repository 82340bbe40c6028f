'use client';
import { Settings2 } from 'lucide-react';
import { useTheme } from 'next-themes';
import { Popover } from 'radix-ui';
import { type Palette, setPrefs, usePrefs } from '../../data/prefs.ts';
import { setUi, showScreen } from '../../data/ui.ts';
import type { Zone } from '../../lib/time.ts';
import { Button } from '../ui/Button.tsx';
import { CheckRow } from '../ui/CheckRow.tsx';
import { Segmented } from '../ui/Segmented.tsx';

/** Looks and habits of this browser. */
export function SettingsMenu() {
  const prefs = usePrefs();
  const { theme, setTheme } = useTheme();

  async function toggleNotify(on: boolean): Promise<void> {
    if (!on || !('Notification' in window)) return setPrefs({ notify: false });
    setPrefs({ notify: (await Notification.requestPermission()) === 'granted' });
  }

  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button look="ghost" size="icon" aria-label="Settings" className="max-sm:size-10">
          <Settings2 aria-hidden />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={8}
          collisionPadding={8}
          aria-label="Settings"
          className="z-50 w-72 animate-rise space-y-3 rounded-lg border border-line-strong bg-panel p-3 shadow-float"
        >
          <Row label="Theme">
            <Segmented
              label="Theme"
              className="w-full"
              value={theme ?? 'dark'}
              onChange={setTheme}
              options={[
                { value: 'dark', label: 'Dark' },
                { value: 'light', label: 'Light' },
                { value: 'system', label: 'System' },
              ]}
            />
          </Row>
          <Row label="Up and down">
            <Segmented<Palette>
              label="Up and down"
              className="w-full"
              value={prefs.palette}
              onChange={(palette) => setPrefs({ palette })}
              options={[
                { value: 'blue-orange', label: 'Blue/orange' },
                { value: 'classic', label: 'Classic' },
                { value: 'red-up', label: 'Red up' },
              ]}
            />
          </Row>
          <Row label="Clock">
            <Segmented<Zone>
              label="Clock"
              className="w-full"
              value={prefs.zone}
              onChange={(zone) => setPrefs({ zone })}
              options={[
                { value: 'utc', label: 'UTC' },
                { value: 'local', label: 'Local' },
              ]}
            />
          </Row>
          <div className="-mx-1 border-t border-line pt-2">
            <CheckRow
              label="Single-key shortcuts"
              hint="1–6, g then a letter, [ ]"
              checked={prefs.shortcuts}
              onChange={(shortcuts) => setPrefs({ shortcuts })}
            />
            <CheckRow
              label="Notify me"
              hint="When a proposal waits or is about to expire"
              checked={prefs.notify}
              onChange={toggleNotify}
            />
          </div>
          <div className="flex gap-2">
            <Popover.Close asChild>
              <Button className="flex-1 md:hidden" onClick={() => showScreen('models')}>
                Models
              </Button>
            </Popover.Close>
            <Button className="flex-1" onClick={() => setUi({ dialog: 'setup' })}>
              What runs here
            </Button>
            <Button className="flex-1" onClick={() => setUi({ dialog: 'help' })}>
              Keys and help
            </Button>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Row({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <p className="label-caps mb-1">{label}</p>
      {children}
    </div>
  );
}
