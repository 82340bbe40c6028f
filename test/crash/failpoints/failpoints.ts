import type { Step } from './steps.ts';

/**
 * A place on the path at which a process is killed. `at` is how the place announces itself, and `hit` says which time of
 * it is meant when the step passes there more than once. `before` runs unharmed first; `then` kills the next process
 * too, while it recovers from the first kill.
 */
export type Failpoint = {
  readonly name: string;
  readonly before: readonly Step[];
  readonly during: Step;
  readonly at: string;
  readonly hit: number;
  readonly then?: string;
};

type Place = readonly [name: string, at: string, hit?: number, then?: string];

function places(during: Step, before: readonly Step[], ...list: Place[]): Failpoint[] {
  return list.map(([name, at, hit = 1, then]) => ({
    name,
    during,
    before,
    at,
    hit,
    ...(then !== undefined && { then }),
  }));
}

/** Every place at which the crash tests kill a desk, along the path of an order from the proposal to the rearm. */
export const failpoints: readonly Failpoint[] = [
  ...places(
    'enter',
    [],
    ['proposal stored, not committed', 'before commit: proposal.assessed'],
    ['proposal committed', 'after commit: proposal.assessed'],
    ['approval stored, not committed', 'before commit: approval.granted'],
    ['approval and intent committed', 'after commit: order.created'],
    ['entry marked as sending, not committed', 'before commit: send.began'],
    ['entry marked as sending', 'after commit: send.began'],
    ['entry signed, its bytes not sent', 'venue client: order leaves'],
    ['entry received by the venue, not taken', 'venue: received order'],
    ['entry taken by the venue, reply not sent', 'venue: answers order'],
    ['reply to the entry heard, not booked', 'venue client: order answered'],
    ['word on the entry stored, not committed', 'before commit: venue.reported'],
    ['word on the entry committed', 'after commit: venue.reported'],
    ['fill of the entry heard, not booked', 'venue client: fill heard'],
    ['fill and position stored, not committed', 'before commit: fill.received'],
    ['fill and position committed', 'after commit: position.changed'],
    ['effect performed, still in the outbox', 'before commit: outbox done'],
    ['effect taken from the outbox', 'after commit: outbox done'],
    ['stop intended, not committed', 'before commit: order.created', 2],
    ['stop intended', 'after commit: order.created', 2],
    ['stop marked as sending', 'after commit: send.began', 2],
    ['stop signed, its bytes not sent', 'venue client: order leaves', 2],
    ['stop received by the venue, not taken', 'venue: received list'],
    ['stop taken by the venue, reply not sent', 'venue: answers list'],
    ['reply to the stop heard, not booked', 'venue client: order answered', 2],
    // Kills while the next process recovers from the first kill.
    [
      'recovering: half-sent order found, not committed',
      'after commit: send.began',
      1,
      'before commit: restart.found',
    ],
    ['recovering: half-sent order marked', 'after commit: send.began', 1, 'after commit: restart.found'],
    [
      'recovering: absence proven, not committed',
      'venue client: order leaves',
      1,
      'before commit: absence.proven',
    ],
    [
      'recovering: missed fill stored, not committed',
      'venue: answers order',
      1,
      'before commit: fill.received',
    ],
    ['recovering: missed fill committed', 'venue: answers order', 1, 'after commit: fill.received'],
  ),
  ...places(
    'cancel',
    ['rest'],
    ['cancel asked for, not committed', 'before commit: cancel.requested'],
    ['cancel asked for', 'after commit: cancel.requested'],
    ['cancel not sent yet', 'venue client: cancel leaves'],
    ['cancel received by the venue, not done', 'venue: received cancel'],
    ['cancelled by the venue, reply not sent', 'venue: answers cancel'],
    ['reply to the cancel heard, not booked', 'venue client: cancel answered'],
  ),
  ...places(
    'reduce',
    ['enter'],
    ['exit intended, its stop still stands', 'after commit: order.created'],
    ['stop of the position cancelled, exit not sent', 'venue client: cancel answered'],
    ['exit marked as sending', 'after commit: send.began'],
    ['exit taken by the venue, reply not sent', 'venue: answers order'],
    ['fill of the exit committed, stop not renewed', 'after commit: fill.received'],
    ['stop of the rest intended', 'after commit: order.created', 2],
  ),
  ...places(
    'expire',
    [],
    ['proposal expired by its timer, not committed', 'before commit: expiry.reached'],
    ['proposal expired by its timer', 'after commit: expiry.reached'],
  ),
  ...places(
    'kill',
    ['enter', 'rest'],
    ['latch not set yet', 'latch: before set'],
    ['latch set', 'latch: after set'],
    ['kill noted in the kill file', 'kill file: after emergency.requested'],
    ['entry cancelled by the kill, reply not sent', 'venue: answers cancel'],
    ['emergency order not noted yet', 'kill file: before emergency.intended'],
    ['emergency order noted, not sent', 'kill file: after emergency.intended'],
    ['emergency order received by the venue, not taken', 'venue: received order'],
    ['emergency order taken by the venue, reply not sent', 'venue: answers order'],
    ['reply to the emergency order heard, not noted', 'kill file: before emergency.answered'],
    ['emergency order answered and noted', 'kill file: after emergency.answered'],
    ['kill machine told, not committed', 'before commit: kill.requested'],
    ['kill machine told', 'after commit: kill.requested'],
    ['entries frozen', 'after commit: entries.frozen'],
    ['emergency order merged, not committed', 'before commit: emergency.intended'],
    ['emergency order merged', 'after commit: emergency.intended'],
    ['entries reported as cancelled', 'after commit: entries.cancelled'],
    ['positions reported as flattened', 'after commit: positions.flattened'],
    ['kill confirmed, not committed', 'before commit: level.confirmed'],
    ['kill confirmed', 'after commit: level.confirmed'],
  ),
  ...places(
    'rearm',
    ['kill'],
    ['rearm stored, not committed', 'before commit: rearm.requested'],
    ['rearm committed, latch still set', 'after commit: rearm.requested'],
    ['latch taken back', 'latch: after clear'],
  ),
];

/** A few of them along the whole path, for the ordinary run. */
export const fewFailpoints: readonly Failpoint[] = failpoints.filter(({ name }) =>
  [
    'entry taken by the venue, reply not sent',
    'fill and position stored, not committed',
    'stop taken by the venue, reply not sent',
    'emergency order taken by the venue, reply not sent',
    'rearm committed, latch still set',
  ].includes(name),
);
