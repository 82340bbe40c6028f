import { useMemo } from 'react';
import { fills as fillsResource, orders as ordersResource, portfolio } from '../../data/desk.ts';
import { useProposals } from '../../data/proposals.ts';
import { useResource } from '../../data/resource.ts';
import { useUi } from '../../data/ui.ts';
import { plain } from '../../lib/format.ts';
import { isOpen } from '../../lib/words.ts';
import type { Level } from './createDeskChart.ts';

export type FillMark = { ts: number; side: 'buy' | 'sell'; text: string };

/** What lies on the price axis of an instrument, and where it traded. */
export function useOverlays(instrument: string): { levels: Level[]; marks: FillMark[] } {
  const known = useProposals();
  const { selected } = useUi();
  const orders = useResource(ordersResource).data;
  const fills = useResource(fillsResource).data;
  const position = useResource(portfolio).data?.positions.find((held) => held.instrument === instrument);

  const levels = useMemo(() => {
    const found: Level[] = [];
    for (const { view } of known.values()) {
      if (view.instrument !== instrument || !isOpen(view)) continue;
      if (view.status === 'denied' && view.id !== selected) continue;
      if (view.expiresAt < Date.now()) continue;
      const name = view.id.slice(4, 8);
      const entry = view.limitPrice ?? view.figures?.referencePrice ?? view.priceCap;
      found.push({
        key: `${view.id} entry`,
        price: Number(entry),
        title: `${view.side} ${name}`,
        tone: 'entry',
      });
      if (view.stop)
        found.push({ key: `${view.id} stop`, price: Number(view.stop), title: `stop ${name}`, tone: 'stop' });
      if (view.target) {
        found.push({
          key: `${view.id} target`,
          price: Number(view.target),
          title: `target ${name}`,
          tone: 'target',
        });
      }
    }
    for (const order of orders ?? []) {
      if (order.instrument !== instrument || !order.open) continue;
      const protects = order.role === 'protection';
      if (order.price && !order.targetPrice) {
        found.push({
          key: `${order.id} price`,
          price: Number(order.price),
          title: `${order.side} order`,
          tone: 'order',
        });
      }
      if (order.triggerPrice) {
        found.push({
          key: `${order.id} trigger`,
          price: Number(order.triggerPrice),
          title: protects ? 'stop, live' : 'trigger',
          tone: 'stop',
        });
      }
      if (order.targetPrice) {
        found.push({
          key: `${order.id} target`,
          price: Number(order.targetPrice),
          title: 'target, live',
          tone: 'target',
        });
      }
    }
    if (position && Number(position.quantity) > 0) {
      found.push({
        key: 'position',
        price: Number(position.averagePrice),
        title: 'avg entry',
        tone: 'position',
      });
    }
    return found;
  }, [known, orders, position, instrument, selected]);

  const marks = useMemo(
    () =>
      (fills ?? [])
        .filter((fill) => fill.instrument === instrument)
        .map((fill) => ({
          ts: fill.at,
          side: fill.side,
          text: `${fill.side === 'buy' ? 'B' : 'S'} ${plain(fill.quantity)}`,
        }))
        .sort((a, b) => a.ts - b.ts),
    [fills, instrument],
  );
  return { levels, marks };
}
