import type { BarSeries } from '../../domain/bars/BarSeries.ts';
import type { Fill } from '../../domain/Fill.ts';
import type { JournalEntry } from '../../domain/JournalEntry.ts';
import type { Bar } from '../../domain/market.ts';
import type { Position } from '../../domain/Position.ts';
import type { PublicTrade, TradeSeries } from '../../domain/trades/PublicTrade.ts';
import type { Lease, MachineRecord, Mark, OutboxRow, TimerRow } from '../Repositories.ts';

/** Everything that the in-memory database holds. Rows are replaced, never changed, so a copy of the maps is a snapshot. */
export type MemoryState = {
  machines: Map<string, MachineRecord>;
  fills: Map<string, Fill>;
  positions: Map<string, Position>;
  journal: JournalEntry[];
  outbox: Map<string, OutboxRow>;
  timers: Map<string, TimerRow>;
  commands: Map<string, { bodyHash: string; result: unknown }>;
  marks: Map<string, Mark>;
  leases: Map<string, Omit<Lease, 'leftMs'> & { expiresAt: number }>;
  bars: Map<string, { series: BarSeries; bars: readonly Bar[] }>;
  trades: Map<string, { series: TradeSeries; trades: readonly PublicTrade[] }>;
};

export function emptyState(): MemoryState {
  return {
    machines: new Map(),
    fills: new Map(),
    positions: new Map(),
    journal: [],
    outbox: new Map(),
    timers: new Map(),
    commands: new Map(),
    marks: new Map(),
    leases: new Map(),
    bars: new Map(),
    trades: new Map(),
  };
}

export function copyState(state: MemoryState): MemoryState {
  return {
    machines: new Map(state.machines),
    fills: new Map(state.fills),
    positions: new Map(state.positions),
    journal: [...state.journal],
    outbox: new Map(state.outbox),
    timers: new Map(state.timers),
    commands: new Map(state.commands),
    marks: new Map(state.marks),
    leases: new Map(state.leases),
    bars: new Map(state.bars),
    trades: new Map(state.trades),
  };
}
