import { SourceError } from '../SourceError.ts';

const dayMs = 86_400_000;

/** What the explorer's texts mean; it answers every one of them with status 200. */
const meanings: readonly { text: RegExp; code: string; means: string; retry?: (now: number) => number }[] = [
  {
    text: /daily (rate )?limit|per day/i,
    code: 'explorer.dailyLimit',
    means: 'The block explorer’s calls of this day are used up.',
    retry: (now) => (Math.floor(now / dayMs) + 1) * dayMs,
  },
  {
    text: /rate limit/i,
    code: 'source.limited',
    means: 'The block explorer asks to be called less often.',
    retry: (now) => now + 1_000,
  },
  {
    text: /invalid api key|missing.*api ?key|api key.*(missing|invalid)/i,
    code: 'explorer.key',
    means: 'The block explorer does not take the key; check ETHERSCAN_API_KEY.',
  },
  {
    text: /free api access is not supported|upgrade your api plan/i,
    code: 'explorer.notFree',
    means: 'The block explorer does not serve this chain to free keys.',
  },
  {
    text: /chainid/i,
    code: 'explorer.chain',
    means: 'The block explorer does not know this chain; check chain.chainId.',
  },
  {
    text: /invalid address/i,
    code: 'explorer.address',
    means: 'The block explorer takes this for no address.',
  },
  {
    text: /timeout|temporarily unavailable|server too busy|unexpected error/i,
    code: 'source.unreachable',
    means: 'The block explorer could not look it up now.',
    retry: (now) => now + 10_000,
  },
];

/** A `status: "0"` as a fault that says what to do. The explorer's own words are quoted only where they are not known. */
export function explorerFault(text: string, now: number): SourceError {
  const meaning = meanings.find((candidate) => candidate.text.test(text));
  if (!meaning) {
    const quoted = text.replace(/[^\p{L}\p{N} .,/()-]/gu, '').slice(0, 80);
    return new SourceError('explorer.refused', `The block explorer refused the question: "${quoted}".`);
  }
  const { code, means, retry } = meaning;
  return new SourceError(code, means, retry ? { context: { retryAt: retry(now) } } : {});
}
