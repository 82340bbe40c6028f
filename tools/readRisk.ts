import { z } from 'zod';
import { readRisk as read } from '../desk/read/readRisk.ts';
import { defineTool } from './Tool.ts';

/** Trading state, limits in force and how much of each is used. */
export const readRisk = defineTool({
  name: 'readRisk',
  description:
    'Trading state (active, reducing, halted) with reasons, the kill switch, the risk limits in force, and how much of each limit is used now.',
  input: z.strictObject({}),
  writes: false,
  trusted: true,
  async run({ desk }) {
    const { tradingState, reasons, kill, usage, exposure, limits } = await read(desk);
    return {
      kind: 'read' as const,
      source: "the desk's risk gate",
      exchangeTime: null,
      instruments: [],
      figures: usage.map(({ name, observed }) => ({ name, value: observed })),
      summary: `trading ${tradingState}, kill switch ${kill.state}`,
      result: { tradingState, reasons, kill, usage, exposure, limits },
    };
  },
});
