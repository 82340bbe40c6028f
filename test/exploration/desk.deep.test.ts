import { test } from 'vitest';
import { guardianCause } from '../../machines/guardian/guardianCauses.ts';
import { guardianCase } from './accountCases.ts';
import { guardianActions, killActions, orderActions, peopleActions } from './deskActions.ts';
import { walkDesk } from './walkDesk.ts';
import { walkMachine } from './walkMachine.ts';

test('behavior: proposal × guardian × kill × order, with everything that network and venue can do to it', () =>
  walkDesk(
    'proposal × guardian × kill × order',
    {
      ...peopleActions,
      ...orderActions,
      ...guardianActions,
      ...killActions(['pause', 'cancel', 'flatten']),
    },
    [
      'intended',
      'sending',
      'accepted',
      'unknown',
      'pendingCancel',
      'filled',
      'cancelled',
      'rejected',
      'notAccepted',
      'lapsed',
    ],
  ));

test('behavior: the guardian with all of its causes', () =>
  walkMachine(
    'guardian@1 with all causes',
    guardianCase(guardianCause.options.filter((cause) => cause !== 'operator')),
  ));
