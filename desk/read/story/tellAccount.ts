import type { JournalEntry } from '../../../domain/JournalEntry.ts';
import { limitFact } from '../../limits/limitFacts.ts';
import { alertFacts, positionFacts, soldFacts, stepFacts, writtenOffFacts } from './facts.ts';
import { number, sentence, short } from './print.ts';
import type { Told } from './Told.ts';

/** What an entry about the account, its position or its limits says. */
export function tellAccount(entry: JournalEntry): Told[] {
  const { type, subject, actor, data } = entry;
  if (type === 'position.changed') return position(entry);
  if (type === 'alert.raised') {
    const facts = alertFacts.safeParse(data).data;
    return facts ? [{ kind: 'alert', text: `${facts.severity} ${facts.code}: ${facts.message}` }] : [];
  }
  const limits = type.startsWith('limits.') ? limitFact.safeParse(data).data : undefined;
  if (limits) {
    const changes = limits.changes.map(({ key, from, to }) => `${key} ${String(from)} → ${String(to)}`);
    return [
      {
        kind: 'limits',
        text: `Limits ${type.replace('limits.', '')} by ${actor.id}: ${short(limits.limitsHash)} in force${limits.reason ? `. ${sentence(limits.reason)}` : '.'}`,
        details: [...changes, `limits ${limits.limitsHash}`],
      },
    ];
  }
  if (subject.includes('/')) return [ofPosition(entry)];
  const facts = stepFacts.safeParse(data).data;
  const to = facts?.to && facts.to !== facts.from ? ` → ${facts.to}` : '';
  const why = [data.level, data.cause, data.detail, facts?.reason].filter((word) => typeof word === 'string');
  return [
    {
      kind: 'stop',
      text: sentence(
        `${type} by ${actor.id} on ${subject}${to}${why.length > 0 ? `: ${why.join(', ')}` : ''}`,
      ),
    },
  ];
}

function position({ subject, data }: JournalEntry): Told[] {
  const facts = positionFacts.safeParse(data).data;
  if (!facts) return [{ kind: 'position', text: `The position in ${subject} changed.` }];
  const { quantity, averagePrice, realised, fees } = facts.after;
  return [
    {
      kind: 'position',
      text: `Position after fill ${facts.fill}: ${number(quantity)} ${subject.split('/')[0]}, average ${number(averagePrice)}, realised ${number(realised)} after fees, fees ${number(fees)}.`,
    },
  ];
}

/** What became of a position and its stop besides its fills. */
function ofPosition({ type, subject, actor, data }: JournalEntry): Told {
  if (type === 'position.soldElsewhere') {
    const { quantity, price } = soldFacts.parse(data);
    const text = `${number(quantity)} ${subject} were sold at ${number(price)} at the venue without the desk.`;
    return { kind: 'position', text };
  }
  if (type === 'position.writtenOff') {
    const { quantity, reason } = writtenOffFacts.parse(data);
    const text = `${number(quantity)} ${subject} that the venue did not have were written off by ${actor.id}: ${reason}`;
    return { kind: 'position', text: sentence(text) };
  }
  const facts = stepFacts.safeParse(data).data;
  const to = facts?.to && facts.to !== facts.from ? ` → ${facts.to}` : '';
  const stop = typeof data.stop === 'string' ? `, stop ${number(data.stop)}` : '';
  return {
    kind: 'protection',
    text: sentence(
      `Protection of ${subject}, ${type}${stop}${to}${facts?.reason ? `: ${facts.reason}` : ''}`,
    ),
  };
}
