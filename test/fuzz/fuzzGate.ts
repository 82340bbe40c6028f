import fc from 'fast-check';
import { buildTerms } from '../../desk/proposals/buildTerms.ts';
import { gatherRiskInput } from '../../desk/risk/gatherRiskInput.ts';
import { proposalId } from '../../domain/ids.ts';
import type { Limits } from '../../domain/Limits.ts';
import type { ProposalRequest, ProposalTerms } from '../../domain/Proposal.ts';
import { decideRisk } from '../../machines/risk/decideRisk.ts';
import type { RiskInput } from '../../machines/risk/RiskInput.ts';
import { breaches } from './breaches.ts';
import { type FuzzWorld, fuzzWorld } from './FuzzWorld.ts';
import { fuzzDesk } from './fuzzDesk.ts';
import { hostileDrafts, toHostileProposal } from './hostileProposal.ts';
import { fuzzLater, type LaterScene, laterScene, secondLook } from './secondLook.ts';

export type FuzzReport = {
  draws: number;
  /** Let through by the gate; denied by it; refused before it as no order at all. */
  allowed: number;
  denied: number;
  refused: number;
  /** Of those let through: what became of them at the look just before sending. */
  cleared: number;
  stopped: number;
  /** What the gate let through, at either look, although it breaches a limit. */
  breaches: {
    codes: string[];
    scene: FuzzWorld | LaterScene;
    request: ProposalRequest;
    terms: ProposalTerms;
  }[];
  /** Checks that were the only one to deny, and how often the oracle saw the breach that they kept out. */
  alone: Map<string, { denied: number; seen: number }>;
};

const now = 1_790_000_000_000;
const perWorld = 50;
const by = { id: 'agent:trader', role: 'agent', channel: 'chat' } as const;

/**
 * Puts proposals that a hostile model could write through the way that every proposal goes (the tool's schema, terms,
 * the gathering from the stored books, the gate), and compares what comes out with an oracle of the limits. What is
 * let through is judged again as it is just before sending, with approvals sound and unsound, in a world that has
 * moved on. Each world has the next of the sets of limits.
 */
export async function fuzzGate(
  limitSets: readonly Limits[],
  { draws, seed }: { draws: number; seed: number },
): Promise<FuzzReport> {
  const counts = { draws: 0, allowed: 0, denied: 0, refused: 0, cleared: 0, stopped: 0 };
  const report: FuzzReport = { ...counts, breaches: [], alone: new Map() };
  const scene = fc.tuple(fuzzWorld, hostileDrafts(perWorld), fuzzLater);
  let worlds = 0;
  for (let batch = 0; report.draws < draws; batch++) {
    for (const [world, drafts, later] of fc.sample(scene, { seed: seed + batch, numRuns: 20 })) {
      const limits = limitSets[worlds++ % limitSets.length];
      if (limits === undefined) throw new Error('There are no limits to fuzz');
      const { desk, unit, market } = await fuzzDesk(world, limits, now);
      const gathered = new Map<string, RiskInput>();
      let then: LaterScene | undefined;
      for (const drawn of drafts) {
        if (report.draws === draws) break;
        report.draws += 1;
        const proposal = toHostileProposal(drawn, world, now);
        const terms = proposal && termsOf(desk, market(drawn.asset), proposal.request);
        if (!proposal || !terms) {
          report.refused += 1;
          continue;
        }
        const about = { phase: 'propose', terms, origin: 'agent', by, evidence: proposal.evidence } as const;
        // The books stay as they are within a world, so they are read once for each instrument.
        const known =
          gathered.get(drawn.asset) ?? (await gatherRiskInput(desk, unit, market(drawn.asset), about));
        gathered.set(drawn.asset, known);
        const input = { ...known, ...about };
        const { request, evidence } = proposal;
        const ruling = decideRisk(input);
        const codes = [...breaches(world, limits, { terms, evidence, now }), ...overreach(request, terms)];
        judge(report, { ruling, codes, scene: world, request, terms });
        report[ruling.allowed ? 'allowed' : 'denied'] += 1;
        if (!ruling.allowed) continue;
        then ??= await laterScene(world, later, limits, now);
        const second = await secondLook(then, input, drawn.asset);
        judge(report, { ...second, scene: then, request, terms });
        report[second.ruling.allowed ? 'cleared' : 'stopped'] += 1;
      }
    }
  }
  return report;
}

function judge(
  report: FuzzReport,
  { ruling, ...about }: FuzzReport['breaches'][number] & { ruling: ReturnType<typeof decideRisk> },
): void {
  if (ruling.allowed) {
    if (about.codes.length > 0) report.breaches.push(about);
    return;
  }
  const [only, ...others] = ruling.denials();
  if (only === undefined || others.length > 0) return;
  const { denied, seen } = report.alone.get(only.code) ?? { denied: 0, seen: 0 };
  report.alone.set(only.code, { denied: denied + 1, seen: seen + (about.codes.length > 0 ? 1 : 0) });
}

function termsOf(
  desk: Parameters<typeof buildTerms>[0],
  { instrument, quote }: ReturnType<Awaited<ReturnType<typeof fuzzDesk>>['market']>,
  request: ProposalRequest,
): ProposalTerms | null {
  if (!instrument || !quote) return null;
  const frame = { id: proposalId.parse('PRP-FUZZ0001'), expiresAt: now + 300_000 };
  const terms = buildTerms(desk, request, { instrument, quote }, frame);
  return Array.isArray(terms) ? null : terms;
}

/** Terms that are worse for the user than what was asked for. */
function overreach(request: ProposalRequest, terms: ProposalTerms): string[] {
  const asked = request.quantity === undefined ? undefined : Number(request.quantity);
  const limit = request.limitPrice === undefined ? undefined : Number(request.limitPrice);
  const cap = Number(terms.priceCap);
  const found: string[] = [];
  if (asked !== undefined && Number(terms.quantity) > asked) found.push('terms.quantity');
  if (limit !== undefined && (terms.side === 'buy' ? cap > limit : cap < limit)) found.push('terms.priceCap');
  if (terms.instrument !== request.instrument || terms.side !== request.side) found.push('terms.instrument');
  return found;
}
