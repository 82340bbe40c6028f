import type { GateLook } from '../../../domain/GateLook.ts';
import type { JournalEntry } from '../../../domain/JournalEntry.ts';
import { assessedFacts, decidedFacts, proposalFacts, stepFacts } from './facts.ts';
import { number, sentence, short, time } from './print.ts';
import type { Told } from './Told.ts';
import { tellLook } from './tellLook.ts';

const done = {
  'approval.granted': 'Approved',
  'proposal.declined': 'Declined',
  'revision.requested': 'An edit was asked for',
  'recheck.failed': 'The approval did not hold',
  'intent.lapsed': 'It went back for another approval',
} as const;

/** What an entry of a proposal says; empty for steps that say nothing by themselves. */
export function tellProposal(entry: JournalEntry): Told[] {
  const { type, subject, data } = entry;
  switch (type) {
    case 'proposal.created':
      return created(entry);
    case 'proposal.assessed':
      return assessed(entry);
    case 'approval.granted':
    case 'proposal.declined':
    case 'revision.requested':
    case 'recheck.failed':
    case 'intent.lapsed':
      return [...looked(entry), ...decided(entry, done[type])];
    case 'recheck.began':
      return [];
    case 'recheck.passed': {
      const { order } = stepFacts.parse(data);
      return [
        ...looked(entry),
        {
          kind: 'order',
          text: `${subject} was cleared: its order is ${order ?? 'unknown'}, stored in the same commit.`,
        },
      ];
    }
    case 'expiry.reached':
      return [{ kind: 'decision', text: `${subject} expired. Nobody had approved it and nothing was sent.` }];
    default:
      return [{ kind: 'decision', text: `${type} on ${subject}.` }];
  }
}

function created({ subject, actor, data }: JournalEntry): Told[] {
  const facts = proposalFacts.safeParse(data.input).data;
  if (!facts) return [{ kind: 'asked', text: `${subject} was proposed by ${actor.id}.` }];
  const run = facts.run ? `, in run ${facts.run}` : '';
  return [
    {
      kind: 'asked',
      text: `${subject} was proposed by ${actor.id} (${actor.channel}), origin ${facts.origin}${run}. It expires at ${time(facts.expiresAt)}.`,
      details: facts.thesis === '' ? [] : [`thesis: ${facts.thesis}`],
    },
  ];
}

function assessed(entry: JournalEntry): Told[] {
  const facts = assessedFacts.safeParse(entry.data).data;
  if (!facts) return [{ kind: 'gate', text: `${entry.subject} was assessed.` }];
  const { number: revision, hash, terms, verdict, figures } = facts.revision;
  const [base = '', quote = ''] = terms.instrument.split('/');
  const price =
    terms.type === 'limit'
      ? `limit ${number(terms.priceCap)}`
      : `market, at ${terms.side === 'buy' ? 'most' : 'least'} ${number(terms.priceCap)}`;
  const told: Told = {
    kind: 'asked',
    text: `Revision ${revision}: ${terms.side} ${number(terms.quantity)} ${base} for ${quote}, ${price}${terms.stop ? `, stop ${number(terms.stop)}` : ''}${terms.target ? `, target ${number(terms.target)}` : ''}${terms.reduceOnly ? ', only reduces' : ''}. Mode ${terms.mode}, venue ${terms.venue}.`,
    details: [`hash ${hash}`, `limits ${terms.limitsHash}`],
  };
  const looks = looked(entry);
  if (looks.length > 0) return [...looks.slice(0, 1), told, ...looks.slice(1)];
  return [
    ...(figures
      ? [
          {
            kind: 'market' as const,
            text: `Reference price ${number(figures.referencePrice)} at ${time(figures.referenceTime)}; the quote itself was not kept then.`,
          },
        ]
      : []),
    told,
    {
      kind: 'gate',
      text: `Gate at proposing: ${verdict.allowed ? 'allowed' : 'denied'}.`,
      details: verdict.checks
        .filter(({ outcome }) => outcome === 'deny')
        .map(({ code, message }) => `✗ ${code}: ${message}`),
    },
  ];
}

function decided(entry: JournalEntry, what: string): Told[] {
  const facts = decidedFacts.safeParse(entry.data).data?.decision;
  if (!facts) return [{ kind: 'decision', text: `${what}.` }];
  return [
    {
      kind: 'decision',
      text: `${what} by ${facts.by.id} (${facts.by.channel}): revision ${facts.revision}, hash ${short(facts.hash)}${facts.reason ? `. ${sentence(facts.reason)}` : '.'}`,
    },
  ];
}

function looked(entry: JournalEntry): Told[] {
  const look: GateLook | undefined = stepFacts.safeParse(entry.data).data?.look;
  return look ? tellLook(look) : [];
}
