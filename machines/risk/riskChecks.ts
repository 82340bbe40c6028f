import { authorityApproval } from './checks/authorityApproval.ts';
import { authorityApprover } from './checks/authorityApprover.ts';
import { authorityDrift } from './checks/authorityDrift.ts';
import { authorityExpiry } from './checks/authorityExpiry.ts';
import { authorityLimitsUnchanged } from './checks/authorityLimitsUnchanged.ts';
import { authorityProposer } from './checks/authorityProposer.ts';
import { authorityQuorum } from './checks/authorityQuorum.ts';
import { authorityUnused } from './checks/authorityUnused.ts';
import { capitalAsset } from './checks/capitalAsset.ts';
import { capitalCorrelated } from './checks/capitalCorrelated.ts';
import { capitalDailyLoss } from './checks/capitalDailyLoss.ts';
import { capitalDrawdown } from './checks/capitalDrawdown.ts';
import { capitalFreeBalance } from './checks/capitalFreeBalance.ts';
import { capitalGross } from './checks/capitalGross.ts';
import { capitalLeverage } from './checks/capitalLeverage.ts';
import { capitalPosition } from './checks/capitalPosition.ts';
import { capitalRiskAtStop } from './checks/capitalRiskAtStop.ts';
import { capitalStrategy } from './checks/capitalStrategy.ts';
import { capitalVenue } from './checks/capitalVenue.ts';
import { chainAllowance } from './checks/chainAllowance.ts';
import { chainDeadline } from './checks/chainDeadline.ts';
import { chainGasCap } from './checks/chainGasCap.ts';
import { chainId } from './checks/chainId.ts';
import { chainMinimumOut } from './checks/chainMinimumOut.ts';
import { chainNonce } from './checks/chainNonce.ts';
import { chainRouter } from './checks/chainRouter.ts';
import { chainSimulatedSell } from './checks/chainSimulatedSell.ts';
import { chainSimulatedSwap } from './checks/chainSimulatedSwap.ts';
import { chainTokens } from './checks/chainTokens.ts';
import { evidenceFresh } from './checks/evidenceFresh.ts';
import { evidenceGrounded } from './checks/evidenceGrounded.ts';
import { evidenceModel } from './checks/evidenceModel.ts';
import { evidenceTrusted } from './checks/evidenceTrusted.ts';
import { instrumentAllowed } from './checks/instrumentAllowed.ts';
import { instrumentClientId } from './checks/instrumentClientId.ts';
import { instrumentKnown } from './checks/instrumentKnown.ts';
import { instrumentMinMax } from './checks/instrumentMinMax.ts';
import { instrumentPrecision } from './checks/instrumentPrecision.ts';
import { instrumentTradable } from './checks/instrumentTradable.ts';
import { instrumentTypeSupported } from './checks/instrumentTypeSupported.ts';
import { priceAge } from './checks/priceAge.ts';
import { priceCollar } from './checks/priceCollar.ts';
import { pricePositive } from './checks/pricePositive.ts';
import { priceReferences } from './checks/priceReferences.ts';
import { priceSlippage } from './checks/priceSlippage.ts';
import { priceStopRequired } from './checks/priceStopRequired.ts';
import { priceStopSide } from './checks/priceStopSide.ts';
import { protectionCooldown } from './checks/protectionCooldown.ts';
import { protectionInstrumentLoss } from './checks/protectionInstrumentLoss.ts';
import { protectionLossStreak } from './checks/protectionLossStreak.ts';
import { protectionStopLossGuard } from './checks/protectionStopLossGuard.ts';
import { protectionTradeDrawdown } from './checks/protectionTradeDrawdown.ts';
import { rateDuplicate } from './checks/rateDuplicate.ts';
import { rateOpenOrders } from './checks/rateOpenOrders.ts';
import { rateOrdersPerMinute } from './checks/rateOrdersPerMinute.ts';
import { rateParent } from './checks/rateParent.ts';
import { rateRepeated } from './checks/rateRepeated.ts';
import { rateSelfMatch } from './checks/rateSelfMatch.ts';
import { sizeBookShare } from './checks/sizeBookShare.ts';
import { sizeNotional } from './checks/sizeNotional.ts';
import { sizePercentOfEquity } from './checks/sizePercentOfEquity.ts';
import { sizeUnitSanity } from './checks/sizeUnitSanity.ts';
import { stateClock } from './checks/stateClock.ts';
import { stateDatabase } from './checks/stateDatabase.ts';
import { stateFeed } from './checks/stateFeed.ts';
import { stateLease } from './checks/stateLease.ts';
import { stateReconciled } from './checks/stateReconciled.ts';
import { stateReduceOnly } from './checks/stateReduceOnly.ts';
import { stateTrading } from './checks/stateTrading.ts';
import type { RiskCheck } from './RiskCheck.ts';

/** Every check of the gate in its fixed order. To add one, write its file and put it here. */
export const riskChecks: readonly RiskCheck[] = [
  instrumentKnown,
  instrumentAllowed,
  instrumentTradable,
  instrumentTypeSupported,
  instrumentPrecision,
  instrumentMinMax,
  instrumentClientId,
  pricePositive,
  priceAge,
  priceReferences,
  priceCollar,
  priceSlippage,
  priceStopRequired,
  priceStopSide,
  sizeUnitSanity,
  sizeNotional,
  sizePercentOfEquity,
  sizeBookShare,
  capitalFreeBalance,
  capitalPosition,
  capitalAsset,
  capitalStrategy,
  capitalVenue,
  capitalCorrelated,
  capitalGross,
  capitalLeverage,
  capitalRiskAtStop,
  capitalDailyLoss,
  capitalDrawdown,
  rateOrdersPerMinute,
  rateRepeated,
  rateOpenOrders,
  rateDuplicate,
  rateSelfMatch,
  rateParent,
  stateTrading,
  stateReduceOnly,
  stateReconciled,
  stateFeed,
  stateDatabase,
  stateLease,
  stateClock,
  protectionCooldown,
  protectionStopLossGuard,
  protectionLossStreak,
  protectionTradeDrawdown,
  protectionInstrumentLoss,
  evidenceGrounded,
  evidenceFresh,
  evidenceTrusted,
  evidenceModel,
  authorityProposer,
  authorityExpiry,
  authorityLimitsUnchanged,
  authorityDrift,
  authorityApproval,
  authorityUnused,
  authorityApprover,
  authorityQuorum,
  chainId,
  chainRouter,
  chainTokens,
  chainSimulatedSwap,
  chainSimulatedSell,
  chainMinimumOut,
  chainDeadline,
  chainAllowance,
  chainNonce,
  chainGasCap,
];
