import { test } from 'vitest';
import { guardianActions, killActions, orderActions, peopleActions } from './deskActions.ts';
import { walkDesk } from './walkDesk.ts';

test(
  'behavior: proposal × guardian × kill: nothing is sent that is not cleared, and nothing against guardian or kill',
  { timeout: 240_000 },
  () =>
    walkDesk(
      'proposal × guardian × kill',
      {
        ...peopleActions,
        ...guardianActions,
        ...killActions(['pause', 'cancel', 'flatten']),
        ...pick(
          orderActions,
          'dispatch',
          'leave',
          'arrive',
          'replyAccepted',
          'replyMissing',
          'resolve',
          'cancelAtVenue',
        ),
      },
      ['intended', 'sending', 'accepted', 'unknown', 'pendingCancel', 'lapsed', 'cancelled'],
    ),
);

function pick<T>(all: Readonly<Record<string, T>>, ...names: string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}
