import { type Command, InvalidArgumentError, Option } from 'commander';
import type { BarLength } from '../../domain/bars/barLengths.ts';
import type { Run } from './Cli.ts';

/** As in `domain/bars/barLengths.ts`, which a command's help need not wait for. */
const lengths: readonly BarLength[] = [
  ...(['1m', '3m', '5m', '15m', '30m', '1h', '2h', '4h', '6h', '8h', '12h', '1d'] as const),
];

type Add = (usage: string, description: string, load: () => Promise<Run>, parent: Command) => Command;

/** The commands on stored bars. */
export function addDataCommands(program: Command, add: Add): void {
  const data = program.command('data').description('get, check and give away recorded bars');
  const timeframe = () => new Option('--timeframe <length>', 'length of a bar').choices(lengths);
  const from = ['--from <time>', 'first open: 2024-01-01, 2024-01-01T12:00Z, or epoch ms', when] as const;
  const to = ['--to <time>', 'bars that open before it', when] as const;
  const source = ['--source <name>', 'where the bars come from, such as binance'] as const;

  add(
    'pull',
    'backfill bars from an exchange; goes on where it was, and fills no gap in',
    async () => (await import('./commands/dataPull.ts')).dataPull,
    data,
  )
    .requiredOption('--instrument <id>', 'such as BTC/USDT')
    .addOption(timeframe().makeOptionMandatory())
    .requiredOption(...from)
    .option(...to)
    .option('--exchange <name>', 'as ccxt names it, or simulated; data.exchange of the config when left out');

  add(
    'import <file>',
    'store the bars of a .csv or .csv.gz: ts,open,high,low,close,volume; ts in epoch ms UTC',
    async () => (await import('./commands/dataImport.ts')).dataImport,
    data,
  )
    .option('--instrument <id>', 'such as BTC/USDT; by the file’s name when left out')
    .addOption(timeframe())
    .option(...source, 'file')
    .option('--replace', 'take the file’s numbers where others are stored');

  add(
    'export',
    'write stored bars into a file that replay, models evaluate and data import read; or stored trades',
    async () => (await import('./commands/dataExport.ts')).dataExport,
    data,
  )
    .requiredOption('--instrument <id>', 'such as BTC/USDT')
    .addOption(timeframe())
    .option('--trades', 'the public trades that were stored, instead of bars: ts,id,price,quantity,side')
    .option(...source)
    .option(...from)
    .option(...to)
    .requiredOption('--out <file>', 'a new .csv or .csv.gz');

  add(
    'check',
    'read every stored bar, and tell what is missing or cannot be',
    async () => (await import('./commands/dataCheck.ts')).dataCheck,
    data,
  )
    .option('--instrument <id>', 'only this instrument')
    .addOption(timeframe())
    .option(...source)
    .option('--strict', 'fail on gaps too');
}

/** Epoch ms of a day, a time with its zone, or of itself. */
function when(text: string): number {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  const value = isDay || isTime ? Date.parse(text) : /^\d{12,14}$/.test(text) ? Number(text) : Number.NaN;
  const isReal = !isDay || (value > 0 && new Date(value).toISOString().startsWith(text));
  if (value > 0 && isReal) return value;
  throw new InvalidArgumentError(
    `Found ${JSON.stringify(text)}; allowed is a day such as 2024-01-01 (UTC), a time such as 2024-01-01T12:00Z, or epoch milliseconds.`,
  );
}
