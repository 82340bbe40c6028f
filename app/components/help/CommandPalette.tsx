'use client';
import { Command } from 'cmdk';
import { useTheme } from 'next-themes';
import { Dialog as Radix } from 'radix-ui';
import { closeDialog, useUi } from '../../data/ui.ts';
import { type Action, useActions } from '../../hooks/useActions.ts';
import { Kbd } from '../ui/Kbd.tsx';

/** Everything the desk can do, by typing a few letters. It opens reviews; it never approves. */
export function CommandPalette() {
  const { dialog } = useUi();
  const { setTheme, resolvedTheme } = useTheme();
  const actions = useActions(() => setTheme(resolvedTheme === 'light' ? 'dark' : 'light'));
  const groups = [...new Set(actions.map((action) => action.group))];

  function run(action: Action): void {
    closeDialog();
    // The palette gives the focus back first, so that what opens next can take it.
    setTimeout(action.run, 0);
  }

  return (
    <Radix.Root open={dialog === 'palette'} onOpenChange={(next) => !next && closeDialog()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-black/60 backdrop-blur-[2px]" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-50 w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 animate-rise overflow-hidden rounded-xl border border-line-strong bg-panel shadow-float"
        >
          <Radix.Title className="sr-only">Command palette</Radix.Title>
          <Command label="Command palette" loop>
            <Command.Input
              placeholder="Go to, change, review, stop"
              className="h-12 w-full border-b border-line bg-transparent px-4 text-base outline-none placeholder:text-faint"
            />
            <Command.List className="max-h-[52vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-6 text-center text-sm text-muted">
                Nothing of that name.
              </Command.Empty>
              {groups.map((group) => (
                <Command.Group
                  key={group}
                  heading={group}
                  className="[&_[cmdk-group-heading]]:label-caps [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1"
                >
                  {actions
                    .filter((action) => action.group === group)
                    .map((action) => (
                      <Command.Item
                        key={action.label}
                        value={action.label}
                        onSelect={() => run(action)}
                        className="flex h-9 cursor-default items-center gap-2 rounded-md px-2.5 text-sm data-[selected=true]:bg-raised"
                      >
                        <span className="min-w-0 flex-1 truncate">{action.label}</span>
                        {action.keys?.map((key) => (
                          <Kbd key={key}>{key}</Kbd>
                        ))}
                      </Command.Item>
                    ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
