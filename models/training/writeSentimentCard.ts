import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateSentiment, type SentimentEvaluation } from '../evaluation/evaluateSentiment.ts';
import { createSentimentModel } from '../sentiment/createSentimentModel.ts';
import { type SentimentCard, sentimentCard } from '../sentiment/sentimentCard.ts';
import { compact } from './compact.ts';

/**
 * Puts a trained sentiment model and its card into place:
 * `node writeSentimentCard.ts DATA_FOLDER TRAINED_FOLDER SHIPPED_FOLDER`. The figures are those of the eight-bit
 * network as shipped, on texts it was not trained on.
 */
const [dataFolder, trainedFolder, shippedFolder] = process.argv.slice(2);
if (!dataFolder || !trainedFolder || !shippedFolder)
  throw new Error('Usage: writeSentimentCard.ts DATA_FOLDER TRAINED_FOLDER SHIPPED_FOLDER');
const stage = join(trainedFolder, 'stage');
mkdirSync(stage, { recursive: true });
for (const name of ['sentiment.onnx', 'tokenizer.json', 'fixtures.json'])
  copyFileSync(join(trainedFolder, name), join(stage, name));

const json = (name: string) => JSON.parse(readFileSync(join(trainedFolder, name), 'utf8'));
const training = json('training.json');
const apart = existsSync(join(trainedFolder, 'apart.json')) && json('apart.json');
const describe = (name: string) => {
  const bytes = readFileSync(join(stage, name));
  return {
    file: name,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
  };
};
const { file, sha256 } = describe('tokenizer.json');
const draft: SentimentCard = {
  name: 'sentiment',
  version: '1.0.0',
  caveat: 'Not measured yet.',
  onnx: describe('sentiment.onnx'),
  tokenizer: { file, sha256 },
  labels: ['negative', 'neutral', 'positive'],
  maxTokens: 96,
  sureAbove: 0.5,
  record: {},
};
const save = (card: SentimentCard) =>
  writeFileSync(join(stage, 'card.json'), `${JSON.stringify(sentimentCard.parse(card), undefined, 1)}\n`);
save(draft);

const model = await createSentimentModel({ folder: stage });
const posts = await evaluateSentiment(join(trainedFolder, 'kept-posts.jsonl'), model);
const phrases = await evaluateSentiment(join(dataFolder, 'text/financial-phrasebank-train.jsonl.gz'), model);
await model.close();

const percent = (share: number) => `${(share * 100).toFixed(0)}%`;
const card: SentimentCard = {
  ...draft,
  caveat: `Right on ${percent(posts.accuracy)} of ${posts.n} human-labelled crypto posts and ${percent(phrases.accuracy)} of ${phrases.n} company-news sentences it was not trained on; the wrong way round on ${percent(posts.wrongSign)} and ${percent(phrases.wrongSign)}.`,
  record: {
    licence:
      'Apache-2.0. Encoder: all-MiniLM-L6-v2 (Apache-2.0). Trained on sentences written for this project, human-labelled Reddit comments (surge-ai/crypto-sentiment, MIT) and machine-labelled news digests (felis33/INVESTOR-BENCH, MIT). Financial PhraseBank (CC BY-NC-SA 3.0) was used to measure only; the templates for neutral company news were extended once after its totals had been seen.',
    intendedUse:
      'Mood of a headline or a post about markets, as one untrusted piece of evidence. Not a trading signal by itself.',
    training: compact(training),
    ...(apart && { phraseBankApart: compact(apart) }),
    measurements: [
      { title: 'human-labelled crypto posts kept out of training', ...summary(posts) },
      { title: 'Financial PhraseBank sentences, never trained on', ...summary(phrases) },
    ],
  },
};
save(card);
writeFileSync(join(stage, 'CARD.md'), markdown(card));
cpSync(stage, shippedFolder, { recursive: true });
console.log(card.caveat);

/** Adds what always naming the commonest class would give, and the accuracy's 95% interval (normal). */
function summary(result: SentimentEvaluation) {
  const { model: _name, modelVersion: _version, ...figures } = result;
  const counts = Object.values(result.perClass).map(({ n }) => n);
  const spread = 1.96 * Math.sqrt((result.accuracy * (1 - result.accuracy)) / result.n);
  return {
    ...Object(compact(figures)),
    accuracyInterval: compact([result.accuracy - spread, result.accuracy + spread]),
    accuracyOfCommonestClass: compact(Math.max(...counts) / result.n),
  };
}

function markdown({ name, version, caveat, record, onnx }: SentimentCard): string {
  const list = [posts, phrases].map((one, i) => {
    const { low, high } = {
      low: one.accuracy - 1.96 * Math.sqrt((one.accuracy * (1 - one.accuracy)) / one.n),
      high: one.accuracy + 1.96 * Math.sqrt((one.accuracy * (1 - one.accuracy)) / one.n),
    };
    return [
      i === 0 ? 'crypto posts kept out' : 'Financial PhraseBank (test only)',
      one.n,
      `${one.accuracy.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`,
      one.macroF1.toFixed(3),
      one.wrongSign.toFixed(3),
      one.unsure.toFixed(3),
      one.calibrationError.toFixed(3),
      ...(['negative', 'neutral', 'positive'] as const).map((label) => one.perClass[label].recall.toFixed(2)),
    ].join(' | ');
  });
  return `# Model card: ${name} ${version}

${caveat}

- **Licence**: ${String(record.licence)}
- **Intended use**: ${String(record.intendedUse)}
- **Checksum** of ${onnx.file}: \`${onnx.sha256}\` (${onnx.bytes} bytes)
- **Calibrated** with one temperature on the posts kept out; company news is calibrated less well (see the table).
- **Where it fails**: opinions in posts are turned the wrong way round far more often than news; sarcasm without a marker, whether a loss narrowed or widened (it confuses the two), posts that argue against a quoted opinion, company facts that are good or bad only by comparison with figures in another sentence. Below a probability of 0.5 it answers "unsure", which is not neutral.

| texts | n | accuracy | macro-F1 | wrong sign | unsure | calibration error | recall negative | neutral | positive |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| ${list.join(' |\n| ')} |

Trained with: \`${JSON.stringify(record.training)}\`
${record.phraseBankApart ? `\nApart, not shipped: a linear head on the same encoder trained on PhraseBank itself, five-fold: \`${JSON.stringify(record.phraseBankApart)}\`\n` : ''}`;
}
