import { deny, missing, pass } from '../answers.ts';
import { printSeconds } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const stateClock = defineCheck({
  code: 'state.clock',
  title: 'Clock agrees with the venue',
  description:
    'The clocks of this machine and of the venue differ by no more than the limit, beyond which ages and expiries mean little.',
  limitKeys: ['maxClockSkewMs'],
  exemptsReductions: null,
  assess({ input }) {
    const { clockSkewMs } = input.state;
    const { maxClockSkewMs } = input.limits;
    const limit = () => `≤ ${printSeconds(maxClockSkewMs)} apart`;
    if (clockSkewMs === undefined || !Number.isFinite(clockSkewMs))
      return missing('The difference between the venue’s clock and ours', limit);
    const skew = Math.abs(clockSkewMs);
    return skew <= maxClockSkewMs
      ? pass(() => `${printSeconds(skew)} apart`, limit, 'The clocks agree.')
      : deny(
          `${printSeconds(skew)} apart`,
          limit,
          'This machine’s clock and the venue’s differ, so ages and expiries mean nothing; set the clock right.',
        );
  },
});
