import { modelStateFigure } from '../../../domain/Evidence.ts';
import { deny, notApplicable, pass } from '../answers.ts';
import { defineCheck } from '../RiskCheck.ts';

export const evidenceModel = defineCheck({
  code: 'evidence.model',
  title: 'No degraded model',
  description:
    'When an agent proposes an entry, none of the forecasts that it read comes from a degraded model: one that does worse than its card promises, or is asked about a market unlike the one that it was trained on.',
  limitKeys: [],
  exemptsReductions: 'A forecast is no reason to keep anybody from getting out.',
  assess({ input: { evidence, origin } }) {
    const limit = 'none degraded';
    if (origin !== 'agent') return notApplicable('Only what an agent proposes has to be tied to evidence.');
    const stated = evidence.filter((ref) => ref.figures.some(({ name }) => name === modelStateFigure));
    const degraded = stated.filter((ref) =>
      ref.figures.some(({ name, value }) => name === modelStateFigure && value === 'degraded'),
    );
    const observed = `${degraded.length} of ${stated.length} forecasts`;
    return degraded.length === 0
      ? pass(observed, limit, 'No forecast of a degraded model is among the evidence.')
      : deny(
          observed,
          limit,
          `${degraded.map((ref) => ref.source).join(', ')} is degraded: it does worse than its card promises, or the market is unlike the one that it was trained on. Ask the agent to decide without it.`,
        );
  },
});
