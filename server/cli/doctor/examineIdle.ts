import { join } from 'node:path';
import type { Config } from '../../../config/schema.ts';
import { fileKillLatch } from '../../../host/fileKillLatch.ts';
import { amount } from '../format/amounts.ts';
import { blocked, type Finding, ok, warning } from './Finding.ts';
import { withIdleDatabase } from './withIdleDatabase.ts';

/** What can be said of a home on which no desk runs. */
export async function examineIdle(config: Config): Promise<Finding[]> {
  const { limits, model } = config;
  return [
    warning(
      'desk',
      'not running, so clock offset, market age and how its sources are is not known',
      'countersign start',
    ),
    await database(config),
    model.provider === 'offline'
      ? ok(
          'model',
          'offline analyst: answers by rules; OPENAI_API_KEY and OPENAI_MODEL connect a language model',
        )
      : ok(
          'model',
          `${model.model ?? 'no name given'} through ${model.provider}; tried at the first question`,
        ),
    ok(
      'risk limits',
      `as configured: orders up to ${amount(limits.maxOrderNotionalQuote)}, ${limits.maxRiskAtStopPercentOfEquity}% of equity at risk, ${limits.maxDailyLossPercentOfEquity}% a day; a stricter limit of an earlier start stays in force`,
    ),
    killSwitch(config.home),
    ok('exchange keys', 'none: live trading is impossible'),
  ];
}

async function database(config: Config): Promise<Finding> {
  try {
    const label = await withIdleDatabase(config, async (opened) => {
      await opened.ping();
      return opened.label;
    });
    return ok('database', label === 'absent' ? 'embedded; the first start makes it' : label);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return blocked(
      'database',
      reason,
      config.database.url ? 'psql "$DATABASE_URL"' : `ls -la ${join(config.home, 'db')}`,
    );
  }
}

function killSwitch(home: string): Finding {
  const path = join(home, 'kill.json');
  try {
    const latch = fileKillLatch(path).read();
    return latch === null
      ? ok('kill switch', 'armed, not set')
      : warning(
          'kill switch',
          `set (${latch.level}): ${latch.reason}`,
          'countersign start, then countersign rearm --reason "…"',
        );
  } catch {
    return blocked('kill switch', `${path} cannot be read, so nothing would be sent`, `cat ${path}`);
  }
}
