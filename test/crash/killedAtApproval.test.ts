import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ProposalView } from '../../domain/views.ts';
import { readTestEnvironment } from '../fixtures/readTestEnvironment.ts';
import { startDeskProcess, temporaryHome } from '../fixtures/startDeskProcess.ts';
import { approve, expectAgreement, get, propose, ready, settled, trading } from './deskCalls.ts';

const instruments = ['BTC/USDT', 'ETH/USDT', 'SOL/USDT'] as const;
const rounds = readTestEnvironment().crashRounds;

test('default', {
  timeout: 60_000 + rounds * 40_000,
}, async () => {
  await using home = temporaryHome();
  // What is killed on its way counts as failed, and so many failures would rightly halt a desk.
  const plenty = [
    ...['maxOrdersPerMinute', 'runawayOrdersPerMinute', 'maxOpenOrders'],
    ...['maxRepeatedExecutions', 'maxFailedSends'],
  ].map((limit) => `${limit}: 900`);
  const limits = [...plenty, 'maxDriftPercent: 5'].join('\n  ');
  writeFileSync(join(home.path, 'config.yaml'), `limits:\n  ${limits}\n`);
  let desk = await ready(await startDeskProcess(home.path));
  try {
    let before = 0;
    const approved = new Set<string>();
    for (let round = 0; round < rounds; round += 1) {
      await trading(desk);
      const proposals: ProposalView[] = [];
      for (const [index, instrument] of instruments.entries()) {
        // Far enough from the last round's that no step of a quantity makes two that wait alike.
        const notional = String(20 + round * 3 + index / 10);
        // Two at market and one that rests, so that both a fill and a working order are under way.
        proposals.push(await propose(desk, instrument, index === 2 ? { notional, below: 2 } : { notional }));
      }
      const delay = randomInt(0, 301);
      const answers = proposals.map((proposal) =>
        approve(desk, proposal).then(
          ({ status }) => status,
          () => undefined,
        ),
      );
      await new Promise((resolve) => setTimeout(resolve, delay));
      await desk.kill();
      const statuses = await Promise.all(answers);
      for (const [index, proposal] of proposals.entries())
        if (statuses[index] === 200) approved.add(proposal.id);

      desk = await ready(await startDeskProcess(home.path));
      await settled(desk);
      before = Date.now();
      for (const { id, hash } of proposals) {
        const now = await get<ProposalView>(desk, `/api/proposals/${id}`);
        const told = `round ${round}, killed after ${delay} ms: ${id} is ${now.status}`;
        if (approved.has(id)) expect(['cleared', 'needsReapproval', 'expired'], told).toContain(now.status);
        else expect(['awaitingApproval', 'cleared', 'needsReapproval'], told).toContain(now.status);
        expect(now.revisions[0]?.hash, told).toBe(hash);
        if (now.order)
          expect(['filled', 'accepted', 'partiallyFilled', 'expired'], told).toContain(now.order.status);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    await desk.kill();
    await expectAgreement(home.path, before);
    // With this many tries at least one approval must have come through, or nothing was tested.
    expect(approved.size).toBeGreaterThan(0);
  } finally {
    await desk.kill();
  }
});
