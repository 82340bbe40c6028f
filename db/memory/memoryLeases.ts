import type { Clock } from '../../domain/Clock.ts';
import type { LeaseRepository } from '../Repositories.ts';
import type { MemoryState } from './MemoryState.ts';

/** Leases over the state that `current` gives. Nothing has to be locked: transactions run one after another. */
export function memoryLeases(current: () => MemoryState, clock: Clock): LeaseRepository {
  const read = () =>
    [...current().leases.values()].map(({ expiresAt, ...lease }) => ({
      ...lease,
      leftMs: expiresAt - clock.now(),
    }));
  return {
    async get(account) {
      return read().find((lease) => lease.account === account);
    },
    async lockAll() {
      return read();
    },
    async put({ leftMs, ...lease }) {
      current().leases.set(lease.account, { ...lease, expiresAt: clock.now() + leftMs });
    },
    async extend(account, epoch, leftMs) {
      const known = current().leases.get(account);
      if (known?.epoch !== epoch) return false;
      current().leases.set(account, { ...known, expiresAt: clock.now() + leftMs });
      return true;
    },
  };
}
