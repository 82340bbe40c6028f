import type { World } from '../Talk.ts';

/** Appended to a question back; a reply that follows it is read together with the message before. */
export const openQuestion = 'Nothing is proposed until that is clear.';

/** Answers that need no tool. */
export const smallTalk = {
  greeting: () =>
    'Hello. I am the offline analyst: rules, no language model. Ask for a price, "what changed since yesterday", your portfolio, or write an order such as "buy 500 USDT of BTC stop 2% below".',
  thanks: () => 'You are welcome.',
  approval: () =>
    'Approvals are given on the card of a proposal, never in the chat: press Approve there, and exactly what it shows goes out. Nothing was approved or sent.',
  decline: () => 'To decline a proposal, press Decline on its card. Nothing was changed.',
  kill: () =>
    'Pausing, killing and rearming are yours alone: use Pause or Kill in the header (Alt+Shift+K), or `countersign kill`. I have changed nothing and trading goes on as it was.',
  negated: () => 'Understood: I do nothing. Nothing was proposed, cancelled or sent.',
  hypothetical: () =>
    'I am rule-based and do not work out what-ifs. A proposal shows its notional, fees, risk at the stop and every limit before anything is sent, and you can decline it. Nothing was proposed.',
  notUnderstood: (world: World) =>
    `I did not understand that. I am rule-based, not a language model. ${abilities(world)} Nothing was proposed.`,
  help: (world: World) =>
    `I am the offline analyst: rules, no language model; connect one with the setting \`model.provider\`. ${abilities(world)}`,
} as const;

function abilities({ instruments }: World): string {
  const coins = [...instruments.keys()].map((id) => id.split('/')[0]).join(', ');
  return [
    `I can do these things (${coins}):`,
    '',
    '- **Market**: "price of ETH", "what changed since yesterday", "trend of BTC", "RSI of SOL on 15m", "compare BTC and ETH", "order book of BTC", "chart of ETH 1h"',
    '- **The crowd**, where it is switched on: "news about BTC", "mood", "funding of ETH"',
    '- **Account**: "how is my portfolio", "my risk", "open orders", "why was it denied"',
    '- **Orders**, as proposals that you approve on their card: "buy 500 USDT of BTC at 60,000 stop 2% below target +4%", "sell half my ETH", "flatten my SOL", "cancel my BTC order", "suggest a trade"',
    '- **Chain**, where one is configured: "balance of 0x…", "gas", "token transfers of 0x…"',
  ].join('\n');
}
