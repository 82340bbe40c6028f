import { assessRisk } from '../../machines/risk/assessRisk.ts';
import { decideRisk } from '../../machines/risk/decideRisk.ts';
import type { RiskInput } from '../../machines/risk/RiskInput.ts';
import { riskChecks } from '../../machines/risk/riskChecks.ts';
import { withOrder } from '../../machines/risk/sums/accountSums.ts';
import { gateInputs } from './gateInputs.ts';

/** Nanoseconds of one decision: half of them took at most p50, 99 of 100 at most p99. */
export type GateFigure = { name: string; openOrders: number; decisions: number; p50: number; p99: number };

/**
 * Times the whole gate, pure: every check on inputs that differ in price, size, book and side, with no open order and
 * with 1,000. `decide` is the ruling alone, `verdict` with all words printed, `keep` one change of an order in the
 * sums.
 */
export function benchGate(decisions = 100_000): GateFigure[] {
  return [0, 1_000].flatMap((openOrders) => {
    const inputs = gateInputs(openOrders);
    for (const input of inputs) {
      const denials = assessRisk(input).checks.filter(({ outcome }) => outcome === 'deny');
      if (denials.length > 0) throw new Error(`The bench times a denial: ${JSON.stringify(denials)}`);
    }
    const figure = (name: string, work: (input: RiskInput) => unknown): GateFigure => ({
      name,
      openOrders,
      decisions,
      ...percentiles(inputs, decisions, work),
    });
    const row = gateInputs.row(5_000);
    return [
      figure('decide', decideRisk),
      figure('verdict', assessRisk),
      figure('keep', ({ account }) => account && withOrder(account.orders, undefined, row)),
    ];
  });
}

function percentiles(
  inputs: readonly RiskInput[],
  decisions: number,
  work: (input: RiskInput) => unknown,
): { p50: number; p99: number } {
  const times = new Float64Array(decisions);
  const warmUp = Math.ceil(decisions / 5);
  for (let index = -warmUp; index < decisions; index++) {
    const input = inputs[(index + warmUp) % inputs.length];
    if (input === undefined) throw new Error('There are no inputs');
    const start = process.hrtime.bigint();
    work(input);
    const end = process.hrtime.bigint();
    if (index >= 0) times[index] = Number(end - start);
  }
  times.sort();
  const at = (share: number) => times[Math.floor(decisions * share)] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

/** `node test/bench/gate.ts` prints the figures. */
if (import.meta.main) {
  console.log(`Risk gate, pure, ${riskChecks.length} checks`);
  for (const { name, openOrders, decisions, p50, p99 } of benchGate()) {
    const micro = (nanoseconds: number) => `${(nanoseconds / 1000).toFixed(1)} µs`;
    console.log(
      `${name.padEnd(8)} ${String(openOrders).padStart(5)} open orders  p50 ${micro(p50)}  p99 ${micro(p99)}  (${decisions} times)`,
    );
  }
}
