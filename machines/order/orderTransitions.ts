import { restingStatuses, type VenueWord } from './OrderEvent.ts';

/** What every fill is looked at for first, wherever the order stands. */
const fillChecks = [
  { guard: 'isKnownFill' },
  {
    guard: 'wouldOverfill',
    target: '#order@1.quarantined',
    actions: ['addFill', 'explainOverfill', 'reviewProtection'],
  },
  { guard: 'wouldComplete', target: '#order@1.filled', actions: ['addFill', 'reviewProtection'] },
] as const;
const bookFill = { actions: ['addFill', 'reviewProtection'] } as const;
const fillConflict = { target: '#order@1.quarantined', actions: ['explain', 'reviewProtection'] } as const;

/** Where the venue's last word leads. `filled` follows from the fills, which are fetched first. */
const byLastWord = [
  { guard: 'saysFilled', target: '#order@1.partiallyFilled', actions: ['noteVenueId', 'fetchFills'] },
  {
    guard: 'saysCancelled',
    target: '#order@1.cancelled',
    actions: ['noteVenueId', 'fetchFills', 'reviewProtection'],
  },
  {
    guard: 'saysExpired',
    target: '#order@1.expired',
    actions: ['noteVenueId', 'fetchFills', 'reviewProtection'],
  },
  {
    guard: 'saysRejected',
    target: '#order@1.rejected',
    actions: ['noteVenueId', 'explainVenueRejection', 'reviewProtection'],
  },
] as const;

/** Where the venue's word leads. */
const byWord = [
  ...byLastWord,
  { guard: 'lacksFills', target: '#order@1.partiallyFilled', actions: ['noteVenueId', 'fetchFills'] },
  { guard: 'hasFills', target: '#order@1.partiallyFilled', actions: 'noteVenueId' },
  { guard: 'saysTriggered', target: '#order@1.triggered', actions: 'noteVenueId' },
  { target: '#order@1.accepted', actions: 'noteVenueId' },
] as const;

/** Where an order stands that was found at the venue and never sent from here. */
export const adopted = byWord;

/** Transitions that hold wherever the order is open at the venue. */
export const atVenue = {
  'fill.received': [...fillChecks, { ...bookFill, target: '#order@1.partiallyFilled' }],
  'fill.conflicted': fillConflict,
  'venue.reported': byWord,
  'cancel.requested': { target: '#order@1.pendingCancel', actions: ['noteCancel', 'cancelOrder'] },
  'replace.requested': { target: '#order@1.pendingReplace', actions: ['noteCancel', 'cancelOrder'] },
} as const;

/** What the venue says at an open order; word that it said before changes nothing. */
export const reports = (...statuses: VenueWord['status'][]) =>
  [{ guard: { type: 'saysNothingNew', params: { statuses } } }, ...byWord] as const;

/** While it is not known whether the venue has it: a wish to cancel is kept until it is. */
export const onItsWay = {
  'fill.received': [
    ...fillChecks,
    {
      guard: 'wasAskedToCancel',
      target: '#order@1.pendingCancel',
      actions: ['addFill', 'reviewProtection', 'cancelOrder'],
    },
    { ...bookFill, target: '#order@1.partiallyFilled' },
  ],
  'fill.conflicted': fillConflict,
  'venue.reported': [
    {
      guard: 'restsAndWasAskedToCancel',
      target: '#order@1.pendingCancel',
      actions: ['noteVenueId', 'cancelOrder'],
    },
    ...byWord,
  ],
  'cancel.requested': { actions: 'noteCancel' },
  'replace.requested': { actions: 'noteCancel' },
  'send.rejected': { target: '#order@1.rejected', actions: ['explain', 'reviewProtection'] },
} as const;

/** While the venue is asked to cancel: it still trades until the venue says otherwise. */
export const beingCancelled = {
  'fill.received': [...fillChecks, bookFill],
  'fill.conflicted': fillConflict,
  'venue.reported': [
    { guard: { type: 'saysNothingNew', params: { statuses: restingStatuses } } },
    { guard: 'rests', actions: 'noteVenueId' },
    ...byLastWord,
  ],
  'cancel.refused': [
    { guard: 'hasFills', target: '#order@1.partiallyFilled', actions: 'explain' },
    { target: '#order@1.accepted', actions: 'explain' },
  ],
} as const;

/** A late fill is booked in every closed state, and fetched where the venue speaks of it first. */
export const closed = {
  'fill.received': [...fillChecks, bookFill],
  'fill.conflicted': fillConflict,
  'venue.reported': { guard: 'lacksFills', actions: 'fetchFills' },
} as const;

/** Where the venue was believed never to trade it: a fill is for a person to look at, and what rests is cancelled. */
export const neverTraded = {
  'fill.received': [
    { guard: 'isKnownFill' },
    {
      target: '#order@1.quarantined',
      actions: ['addFill', 'explainUnexpectedFill', 'reviewProtection'],
    },
  ],
  'fill.conflicted': fillConflict,
  'venue.reported': [
    {
      guard: 'hasSurfaced',
      target: '#order@1.pendingCancel',
      actions: ['noteVenueId', 'noteCancel', 'explainSurfacing', 'cancelOrder'],
    },
    { guard: 'lacksFills', actions: 'fetchFills' },
  ],
} as const;

/** A person has closed it, so only what trades or rests all the same brings it back to them. */
export const closedByPerson = {
  ...neverTraded,
  'venue.reported': {
    guard: 'rests',
    target: '#order@1.quarantined',
    actions: ['noteVenueId', 'explainStillOpen'],
  },
} as const;

const byPerson = ['noteVenueId', 'explainPerson', 'reviewProtection'] as const;

/** A person who has compared the order with the venue's own history ends the quarantine. */
export const quarantine = {
  'fill.received': [{ guard: 'isKnownFill' }, { actions: ['addFill', 'reviewProtection'] }],
  'cancel.requested': { actions: ['noteCancel', 'cancelOrder'] },
  'quarantine.accepted': [
    { guard: 'lacksPersonWithReason' },
    { guard: 'isFilled', target: '#order@1.filled', actions: byPerson },
    { guard: 'saysFilled', target: '#order@1.partiallyFilled', actions: [...byPerson, 'fetchFills'] },
    { guard: 'saysCancelled', target: '#order@1.cancelled', actions: [...byPerson, 'fetchFills'] },
    { guard: 'saysExpired', target: '#order@1.expired', actions: [...byPerson, 'fetchFills'] },
    { guard: 'saysRejected', target: '#order@1.rejected', actions: byPerson },
    { guard: 'wasAskedToCancel', target: '#order@1.pendingCancel', actions: [...byPerson, 'cancelOrder'] },
    { guard: 'lacksFills', target: '#order@1.partiallyFilled', actions: [...byPerson, 'fetchFills'] },
    { guard: 'hasFills', target: '#order@1.partiallyFilled', actions: byPerson },
    { guard: 'saysTriggered', target: '#order@1.triggered', actions: byPerson },
    { target: '#order@1.accepted', actions: byPerson },
  ],
  'quarantine.writtenOff': [
    { guard: 'lacksPersonWithReason' },
    { target: '#order@1.writtenOff', actions: ['explainPerson', 'reviewProtection'] },
  ],
} as const;
