import { Exact } from '../../domain/Exact.ts';
import type { InstrumentId } from '../../domain/ids.ts';
import type { Exposure, Exposures } from './exposure.ts';
import { assetsOf } from './print.ts';
import type { RiskAccount } from './RiskInput.ts';

/** Everything that moves together with one asset, and what is in it. */
export type CorrelatedExposure = Exposure & { assets: readonly string[] };

/**
 * Exposure to everything that moves with `asset`, by the groups of the limits (`BTC+ETH`). An asset that is in no
 * group moves with every other, since nobody has said that it does not.
 */
export function correlatedExposure(
  asset: string,
  groups: readonly string[],
  account: RiskAccount,
  exposures: Exposures,
): CorrelatedExposure {
  const members = membersOf(groups);
  const own = members.find((group) => group.has(asset));
  const assets = [...presentAssets(account)].filter(
    (other) => own === undefined || own.has(other) || !members.some((group) => group.has(other)),
  );
  return { assets, ...sumOf(assets.map((other) => exposures.asset(other))) };
}

const known = new WeakMap<readonly string[], readonly ReadonlySet<string>[]>();

function membersOf(groups: readonly string[]): readonly ReadonlySet<string>[] {
  const members = known.get(groups) ?? groups.map((group) => new Set(group.split('+')));
  known.set(groups, members);
  return members;
}

function presentAssets(account: RiskAccount): Set<string> {
  const assets = new Set<string>();
  const add = (instrument: InstrumentId) => assets.add(assetsOf(instrument).base);
  for (const { instrument } of account.holdings) add(instrument);
  for (const instrument of account.orders.instruments.keys()) add(instrument);
  return assets;
}

function sumOf(exposures: readonly Exposure[]): Exposure {
  return exposures.reduce<Exposure>(
    (sum, next) => ({
      value: next.value === undefined ? undefined : sum.value?.plus(next.value),
      unpriced: sum.unpriced ?? next.unpriced,
    }),
    { value: Exact.zero, unpriced: undefined },
  );
}
