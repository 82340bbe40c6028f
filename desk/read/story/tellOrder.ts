import type { JournalEntry } from '../../../domain/JournalEntry.ts';
import type { StoryKind } from '../../../domain/OrderStory.ts';
import type { OrderEvent } from '../../../machines/order/OrderEvent.ts';
import { type CreatedOrder, createdOrder, type StepFacts, stepFacts } from './facts.ts';
import { number, sentence, time } from './print.ts';
import type { Told } from './Told.ts';
import { tellLook } from './tellLook.ts';

const steps: Readonly<Record<OrderEvent['type'], readonly [StoryKind, string]>> = {
  'send.began': ['send', 'Send attempt began'],
  'send.deferred': ['send', 'Not sent for now'],
  'send.rejected': ['venue', 'The venue rejected it'],
  'send.becameAmbiguous': ['send', 'It is not known whether the venue took it'],
  'order.adopted': ['venue', 'Found at the venue, made by somebody else'],
  'intent.lapsed': ['send', 'It was not sent'],
  'restart.found': ['send', 'The desk stopped while it was being sent; the venue is asked'],
  'venue.reported': ['venue', 'The venue said where it stands'],
  'resolution.began': ['venue', 'The venue is asked what became of it'],
  'absence.proven': ['venue', 'Proven: the venue never took it'],
  'fill.received': ['fill', 'A fill came'],
  'fill.conflicted': ['fill', 'A fill came twice with other content'],
  'cancel.requested': ['cancel', 'Asked to be cancelled'],
  'replace.requested': ['cancel', 'Asked to be replaced by another'],
  'cancel.refused': ['cancel', 'The cancel was refused'],
  'quarantine.accepted': ['decision', 'A person took what the venue says as the truth'],
  'quarantine.writtenOff': ['decision', 'A person wrote it off with the fills that are booked'],
};

/** What an entry of an order says. `other`: the role of an order that is not the story's own, and is named then. */
export function tellOrder(entry: JournalEntry, other?: string): Told[] {
  const told = tellStep(entry);
  if (other === undefined) return told;
  return told.map((line) => ({
    ...line,
    ...(other === 'protection' && { kind: 'protection' as const }),
    text: `${entry.subject}: ${line.text}`,
  }));
}

function tellStep(entry: JournalEntry): Told[] {
  const intent = createdOrder(entry);
  if (intent) return [created(intent)];
  const facts = stepFacts.safeParse(entry.data).data;
  if (!facts) return [{ kind: 'order', text: sentence(entry.type) }];
  const to = facts.to && facts.to !== facts.from ? ` → ${facts.to}` : '';
  if (facts.fill && entry.type === 'fill.received') return [filled(facts.fill, to)];
  if (facts.word) {
    const { status, venueOrderId, filled: sum } = facts.word;
    return [
      {
        kind: 'venue',
        text: `The venue says ${status}, filled ${number(sum)}, its id ${venueOrderId}${to}.`,
      },
    ];
  }
  const [kind, what] = stepOf(entry.type);
  const looks = facts.look ? tellLook(facts.look) : [];
  return [...looks, { kind, text: `${what}${to}${facts.reason ? `: ${facts.reason}` : ''}` }].map((line) => ({
    ...line,
    text: sentence(line.text),
  }));
}

/** Events of machines to come are told by their names. */
function stepOf(type: string): readonly [StoryKind, string] {
  const known: Readonly<Record<string, readonly [StoryKind, string]>> = steps;
  return known[type] ?? ['order', type];
}

function created(intent: CreatedOrder): Told {
  const [base = ''] = intent.instrument.split('/');
  const prices = [
    intent.price ? `at ${number(intent.price)}` : null,
    intent.triggerPrice ? `trigger ${number(intent.triggerPrice)}` : null,
    intent.targetPrice ? `target ${number(intent.targetPrice)}` : null,
  ].filter((price) => price !== null);
  return {
    kind: 'order',
    text: `Intent stored: ${intent.role} ${intent.id}, ${intent.side} ${number(intent.quantity)} ${base}, ${intent.type} ${prices.join(', ')}, ${intent.timeInForce}.`,
    details: [`client order id ${intent.clientOrderId}`, `to be sent before ${time(intent.sendBefore)}`],
  };
}

function filled(fill: NonNullable<StepFacts['fill']>, to: string): Told {
  return {
    kind: 'fill',
    at: fill.at,
    text: `Fill ${fill.id}: ${fill.side} ${number(fill.quantity)} at ${number(fill.price)}, ${fill.liquidity}, fee ${number(fill.fee)} ${fill.feeAsset}${to}.`,
  };
}
