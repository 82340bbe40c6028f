import { z } from 'zod';
import { limits } from '../domain/Limits.ts';
import { reconciliationPolicy } from '../domain/ReconciliationPolicy.ts';
import { checkTestnet, liveNeeds } from './checkTestnet.ts';
import { crowdSchema } from './crowdSchema.ts';
import { chainAddress, dexSchema, walletSchema } from './dexSchema.ts';
import { exchangeName } from './exchangeName.ts';
import { httpUrl } from './httpUrl.ts';
import { venueSchema } from './venueSchema.ts';

const portError = { error: 'expected a port number from 1 to 65535' };
const port = z.int(portError).min(1, portError).max(65535, portError);

const daysError = { error: 'expected whole days from 0 (none are stored) to 3650' };

const mode = z.enum(['sim', 'replay', 'paper', 'testnet'], {
  error: ({ input }) =>
    input === 'live'
      ? `${liveNeeds}; choose sim, paper or testnet, or play a recorded file with "countersign replay --file FILE.csv"`
      : 'expected sim, paper, testnet together with a DEX, or replay together with a recorded file',
});

/** A server's URL; the message never repeats it, since it may hold a password. */
const serverUrl = (kind: string, protocols: readonly string[]) =>
  z
    .string()
    .refine((url) => URL.canParse(url) && protocols.includes(new URL(url).protocol), {
      error: `expected a ${kind} URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    })
    .nullable();
const bookName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, { error: 'expected a name in lower case, such as treasury' });

const sections = z.strictObject({
  /** Only modes in which no real money is at stake can be chosen so far. */
  mode,
  /** Currency that equity is counted in. */
  currency: z.string().regex(/^[A-Z0-9]{2,10}$/),
  server: z.strictObject({
    /** First port tried; the next free one is taken when it is busy, unless it was fixed. */
    port,
    /** True when the port was asked for in so many words. */
    portFixed: z.boolean(),
  }),
  venue: venueSchema,
  data: z.strictObject({
    /** Where stored bars are pulled from: an exchange by ccxt's name, or `simulated`. */
    exchange: exchangeName,
    /** Where its requests go instead, such as a mirror; null for the exchange itself. */
    origin: httpUrl.nullable(),
    /** Days that the public trades which mode paper hears are stored for; 0 stores none. */
    storeTradesForDays: z.int(daysError).min(0, daysError).max(3650, daysError),
  }),
  database: z.strictObject({ url: serverUrl('PostgreSQL', ['postgresql:', 'postgres:']) }),
  documents: z.strictObject({ url: serverUrl('MongoDB', ['mongodb:', 'mongodb+srv:']) }),
  model: z.strictObject({
    provider: z.enum(['offline', 'openai', 'openaiCompatible']),
    model: z.string().nullable(),
    baseUrl: httpUrl.nullable(),
    /** From the environment only; never read from a file, never logged. */
    apiKey: z.string().nullable(),
  }),
  trend: z.strictObject({
    /** Folder of a trend model of one's own: card.json and the ONNX file that it names; null for the shipped one. */
    folder: z.string().min(1).nullable(),
  }),
  sentiment: z
    .strictObject({
      /** Folder of a sentiment model with a card; null for the shipped one. */
      folder: z.string().min(1).nullable(),
      /** A text classifier of one's own, without a card. */
      transformer: z
        .strictObject({
          /** Path of an ONNX file that reads `input_ids` and `attention_mask` and writes `logits`. */
          model: z.string().min(1),
          /** Path of its `tokenizer.json`. */
          tokenizer: z.string().min(1),
          /** What its outputs mean, in their order. */
          labels: z.array(z.enum(['negative', 'neutral', 'positive'])).length(3),
          /** Longer texts are cut. */
          maxTokens: z.int().min(8).max(512).optional(),
          /** Where the opposite sign is likelier than this, it answers that it is unsure. */
          mostOpposite: z.number().positive().max(0.5).optional(),
        })
        .nullable(),
    })
    .refine(({ folder, transformer }) => folder === null || transformer === null, {
      error: 'folder and transformer name two models; keep one',
    }),
  chain: z.strictObject({
    rpcUrl: httpUrl.nullable(),
    chainId: z.int().positive().nullable(),
    name: z.string().nullable(),
    coin: z.string().nullable(),
    /** An index of the whole chain that speaks the Etherscan API v2; used where there is a key. */
    explorer: z.strictObject({ url: httpUrl, apiKey: z.string().min(1).nullable() }),
    /** Names for addresses, by which agents and people may ask for them. */
    addressBook: z.record(bookName, chainAddress),
  }),
  /** What mode testnet trades on; the chain is the one above. */
  dex: dexSchema.nullable(),
  /** What mode testnet signs with. */
  wallet: walletSchema,
  crowd: crowdSchema,
  reconciliation: reconciliationPolicy,
  limits,
  log: z.strictObject({ level: z.enum(['debug', 'info', 'warn', 'error', 'silent']) }),
});

/** Settings of the desk. Strict: a key that is not here stops the program at the start. */
export const configSchema = sections.superRefine((config, context) => {
  for (const { path, message } of checkTestnet(config)) context.addIssue({ code: 'custom', path, message });
});

/** What the files may hold: all of it but what comes from the environment alone. */
export type ConfigFileContent = z.infer<typeof configSchema>;

/** A checked configuration, with the folder that the desk keeps its data in. */
export type Config = ConfigFileContent & { home: string };
