import type { TightCheck } from '../../domain/GateLook.ts';
import { type Answer, printAnswer } from './answers.ts';
import { riskChecks } from './riskChecks.ts';

/** Of the answers in the gate's order: those that passed and used most of their limit, most used first. */
export function tightestChecks(answers: readonly Answer[], count: number): TightCheck[] {
  return riskChecks
    .flatMap(({ code }, index) => {
      const answer = answers[index];
      const share = answer?.used?.();
      return answer === undefined || share === undefined || !Number.isFinite(share)
        ? []
        : [{ code, answer, usedPercent: Math.round(Math.max(0, share) * 10_000) / 100 }];
    })
    .sort((a, b) => b.usedPercent - a.usedPercent)
    .slice(0, count)
    .map(({ code, answer, usedPercent }) => {
      const { observed, limit } = printAnswer(code, answer);
      return { code, observed, limit, usedPercent };
    });
}
