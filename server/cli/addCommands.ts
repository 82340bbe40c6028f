import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import type { Timeframe } from '../../domain/market.ts';
import { addDataCommands } from './addDataCommands.ts';
import type { Cli, Run } from './Cli.ts';

/** As in `domain/market.ts`, which a command's help need not wait for. */
const timeframes: readonly Timeframe[] = ['1m', '5m', '15m', '1h', '4h', '1d'];

type Options = Record<string, unknown>;

/** Tells commander what there is. A command's own code is loaded only when it is the one that runs. */
export function addCommands(
  program: Command,
  base: Omit<Cli, 'json'>,
  finish: (status: number) => void,
): void {
  /** Declares a command whose arguments and options go to the function that `load` gives. */
  function add(
    usage: string,
    description: string,
    load: () => Promise<Run>,
    parent: Command = program,
  ): Command {
    const command = parent.command(usage).description(description);
    return command.option('--json', 'print JSON instead of text').action(async (...given: unknown[]) => {
      const options = command.opts<Options>();
      const cli: Cli = { ...base, json: options.json === true };
      const run = (await load()) as (cli: Cli, ...rest: unknown[]) => Promise<number>;
      finish(await run(cli, ...given.slice(0, -2), options));
    });
  }

  add(
    'start',
    'start the desk and print the address that opens it',
    async () => (await import('./commands/start.ts')).start,
  ).option('--port <port>', 'use exactly this port', whole(0, 65_535));

  add(
    'open',
    'print another one-time address for the page of the running desk',
    async () => (await import('./commands/open.ts')).open,
  );

  add(
    'doctor',
    'check that everything the desk needs is in order, and say what mends it',
    async () => (await import('./commands/doctor.ts')).doctor,
  ).option('--strict', 'fail on warnings too');

  add(
    'replay',
    'run the desk on a recorded market: ts,open,high,low,close,volume; ts in epoch ms UTC',
    async () => (await import('./commands/replay.ts')).replay,
  )
    .requiredOption('--file <file>', 'bars as .csv or .csv.gz')
    .option('--speed <times>', 'how many times as fast as it was', positive, 60)
    .option('--port <port>', 'use exactly this port', whole(0, 65_535));

  add(
    'venue',
    'run the simulated venue alone, for any client of that exchange’s API',
    async () => (await import('./commands/venue.ts')).venue,
  )
    .option('--port <port>', 'port on loopback; 0 takes any', whole(0, 65_535), 4280)
    .option('--seed <seed>', 'which market', whole(0, Number.MAX_SAFE_INTEGER), 7)
    .option('--key <key>', 'API key of its one account; made when left out')
    .option('--secret <secret>', 'and the secret that signs requests');

  add('ask <text...>', 'ask the analyst', async () => (await import('./commands/ask.ts')).ask);

  add(
    'propose',
    'propose an order; nothing is sent before it is approved',
    async () => (await import('./commands/propose.ts')).propose,
  )
    .requiredOption('--instrument <id>', 'such as BTC/USDT')
    .addOption(new Option('--side <side>').choices(['buy', 'sell']).makeOptionMandatory())
    .addOption(new Option('--type <type>').choices(['market', 'limit']).default('market'))
    .option('--quantity <quantity>', 'how much, in the coin')
    .option('--notional <amount>', 'or how much, in the quote currency')
    .option('--limit-price <price>', 'worst price of a limit order')
    .option('--stop <price>', 'where the protective stop goes')
    .option('--target <price>', 'where a profit is taken')
    .addOption(new Option('--time-in-force <tif>').choices(['gtc', 'ioc', 'fok']))
    .option('--post-only', 'only add to the book')
    .option('--reduce-only', 'only make a position smaller')
    .option('--thesis <text>', 'why')
    .option('--idempotency-key <key>', 'repeating the command with it proposes once');

  add(
    'proposals [id]',
    'list proposals, or show one',
    async () => (await import('./commands/proposals.ts')).proposals,
  )
    .option('--status <statuses>', 'only these, separated by commas')
    .option('--limit <count>', 'at most so many', whole(1, 1000), 20);

  add(
    'approve <id>',
    'show a proposal and approve exactly what was shown',
    async () => (await import('./commands/approve.ts')).approve,
  )
    .option('--hash <hash>', 'approve without being asked, if this is still its hash')
    .option('--reason <text>', 'for the journal');

  add('decline <id>', 'decline a proposal', async () => (await import('./commands/decline.ts')).decline)
    .option('--hash <hash>', 'only if this is still its hash')
    .option('--reason <text>', 'for the journal');

  add('orders [id]', 'list orders, or show one', async () => (await import('./commands/orders.ts')).orders)
    .option('--open', 'only those that may still trade')
    .option('--limit <count>', 'at most so many', whole(1, 1000), 20);

  add(
    'cancel <order>',
    'ask the venue to cancel an entry order',
    async () => (await import('./commands/cancel.ts')).cancel,
  ).option('--reason <text>', 'for the journal');

  add(
    'settle <subject>',
    'end an order’s quarantine, or take coins of an instrument off the books that the venue does not have',
    async () => (await import('./commands/settle.ts')).settle,
  )
    .option('--accept', 'take what the venue says now as the truth')
    .option('--write-off', 'close it with the fills that are booked')
    .requiredOption('--reason <text>', 'for the journal');

  add(
    'portfolio',
    'show equity, positions and profit after fees',
    async () => (await import('./commands/portfolio.ts')).portfolio,
  );

  add(
    'overrides',
    'show what declined, edited, expired and denied proposals would have made, and who was right',
    async () => (await import('./commands/overrides.ts')).overrides,
  );

  add(
    'sources',
    'show how the sources of news, mood, funding and the chain are',
    async () => (await import('./commands/sources.ts')).sources,
  );

  add(
    'news',
    'show the newest headlines that were read, as untrusted text',
    async () => (await import('./commands/news.ts')).news,
  )
    .option('--instrument <id>', 'of one instrument’s coin')
    .option('--posts', 'what people post, in place of headlines');

  add(
    'kill',
    'stop trading, with the venue’s word for it; also where no desk runs, or one that hangs',
    async () => (await import('./commands/kill.ts')).kill,
  )
    .addOption(
      new Option('--level <level>', 'pause entries, also cancel entry orders, also flatten positions')
        .choices(['pause', 'cancel', 'flatten'])
        .default('cancel'),
    )
    .option('--reason <text>', 'for the journal', 'killed from the command line')
    .option('--yes', 'flatten without being asked');

  add(
    'rearm',
    'take the kill switch back',
    async () => (await import('./commands/rearm.ts')).rearm,
  ).requiredOption('--reason <text>', 'why it is safe to trade again');

  // `limits` is a command and a group: an option behind `limits loosen` belongs to that one.
  program.enablePositionalOptions();
  const limits = add(
    'limits',
    'show the limits in force, and what of the configuration waits for a person',
    async () => (await import('./commands/limits.ts')).limits,
  ).enablePositionalOptions();
  add(
    'loosen [keys...]',
    'put looser limits of the configuration in force; all that wait unless some are named',
    async () => (await import('./commands/limitsLoosen.ts')).limitsLoosen,
    limits,
  ).requiredOption('--reason <text>', 'why it is safe to allow more; for the journal');

  const audit = program.command('audit').description('check what the desk has written down');
  add(
    'verify',
    'verify the journal’s chain of hashes from its first entry to its last',
    async () => (await import('./commands/auditVerify.ts')).auditVerify,
    audit,
  );

  add(
    'explain <order>',
    'tell the whole story of an order from the market event on; takes an order, proposal or client order id',
    async () => (await import('./commands/auditExplain.ts')).auditExplain,
    audit,
  );

  addDataCommands(program, add);

  const models = program.command('models').description('look at the models that ship, and score them');
  add(
    'list',
    'list the models with what their cards say of how far to trust them',
    async () => (await import('./commands/modelsList.ts')).modelsList,
    models,
  );
  add(
    'verify',
    'check every model against its card',
    async () => (await import('./commands/modelsVerify.ts')).modelsVerify,
    models,
  );
  add(
    'train',
    'train a model from recorded data into a folder of its own (needs Python 3; half an hour on one core)',
    async () => (await import('./commands/modelsTrain.ts')).modelsTrain,
    models,
  )
    .addArgument(new Argument('<kind>', 'which model').choices(['trend', 'sentiment']))
    .requiredOption('--data <folder>', 'folder of the recorded data')
    .requiredOption('--out <folder>', 'where the model and its card are put')
    .option('--seed <seed>', 'the same seed gives the same model', whole(0, Number.MAX_SAFE_INTEGER), 7)
    .option('--quick', 'in minutes on a part of the data, only to see that it works');
  const evaluate = models
    .command('evaluate')
    .description('score a model as it ships, or one that was trained');
  add(
    'trend',
    'score the trend model on recorded bars, against every baseline',
    async () => (await import('./commands/modelsEvaluateTrend.ts')).modelsEvaluateTrend,
    evaluate,
  )
    .requiredOption('--bars <files...>', 'bars as .csv or .csv.gz; the instrument from the file’s name')
    .addOption(new Option('--timeframe <timeframe>', 'longer bars than the files’ own').choices(timeframes))
    .option(
      '--horizon <bars>',
      'bars ahead; the shortest where none is named, the others in short',
      whole(1, 1000),
    )
    .option('--folder <folder>', 'a trained model instead of the shipped one');
  add(
    'sentiment',
    'score the sentiment model on JSON lines with text and label',
    async () => (await import('./commands/modelsEvaluateSentiment.ts')).modelsEvaluateSentiment,
    evaluate,
  )
    .requiredOption('--file <file>', 'labelled texts as .jsonl or .jsonl.gz')
    .option('--folder <folder>', 'a trained model instead of the shipped one');
}

function whole(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max)) {
      throw new InvalidArgumentError(
        `Found ${JSON.stringify(text)}; allowed is a whole number from ${min} to ${max}.`,
      );
    }
    return value;
  };
}

function positive(text: string): number {
  const value = /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  if (value > 0) return value;
  throw new InvalidArgumentError(
    `Found ${JSON.stringify(text)}; allowed is a number greater than 0, such as 60.`,
  );
}
