const words: Record<string, [doing: string, done: string]> = {
  fetchQuote: ['Reading the price', 'Price'],
  fetchBars: ['Reading bars', 'Bars'],
  fetchBook: ['Reading the order book', 'Order book'],
  compareInstruments: ['Comparing', 'Comparison'],
  runTrendModel: ['Running the trend model', 'Trend model'],
  queryChain: ['Asking the chain', 'Chain'],
  readNews: ['Reading the news', 'News'],
  readMood: ['Reading the mood', 'Mood'],
  readFunding: ['Reading funding rates', 'Funding'],
  readFearAndGreed: ['Reading fear and greed', 'Fear and greed'],
  readPortfolio: ['Reading the portfolio', 'Portfolio'],
  readRisk: ['Reading the limits', 'Risk'],
  listOrders: ['Reading orders', 'Orders'],
  listProposals: ['Reading proposals', 'Proposals'],
  explainProposal: ['Reading the verdict', 'Verdict'],
  showChart: ['Opening a chart', 'Chart'],
  proposeOrder: ['Writing a proposal', 'Proposal'],
  closePosition: ['Proposing to close', 'Close'],
  proposeCancel: ['Asking for a cancel', 'Cancel'],
};

/** What a tool is called in a folded line; an unknown one keeps its own name. */
export function toolWords(name: string, running: boolean): string {
  const known = words[name];
  return known ? known[running ? 0 : 1] : name;
}
