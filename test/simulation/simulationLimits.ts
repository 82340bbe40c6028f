import { loadConfig } from '../../config/loadConfig.ts';
import { readEnvironment } from '../../config/readEnvironment.ts';
import type { Limits } from '../../domain/Limits.ts';
import type { Dice } from './Dice.ts';

const defaults: Limits = loadConfig({ ...readEnvironment({}), home: '/nonexistent' }).limits;

/** Limits under which a lot happens in a short time; how tight the circuit breakers are follows from the seed. */
export function simulationLimits(dice: Dice): Limits {
  return {
    ...defaults,
    maxRiskAtStopPercentOfEquity: 2,
    maxDriftPercent: 1,
    maxDailyLossPercentOfEquity: dice.pick([2, 20, 20]),
    maxDrawdownPercent: dice.pick([3, 30, 30]),
    cooldownAfterStopSeconds: dice.pick([0, 20]),
    duplicateWindowSeconds: 5,
    maxOrdersPerMinute: 30,
    runawayOrdersPerMinute: 120,
    maxFailedSends: 1000,
    proposalExpirySeconds: dice.pick([20, 120, 300]),
  };
}
