import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateSentiment } from '../evaluation/evaluateSentiment.ts';
import { createSentimentModel } from '../sentiment/createSentimentModel.ts';
import { type SentimentCard, sentimentCard } from '../sentiment/sentimentCard.ts';
import { compact } from './compact.ts';
import { reliabilityPlot } from './reliabilityPlot.ts';
import { commonest, type SentimentMeasurement, sentimentCardMarkdown } from './sentimentCardMarkdown.ts';

/**
 * Puts a trained sentiment model and its card into place:
 * `node writeSentimentCard.ts DATA_FOLDER TRAINED_FOLDER SHIPPED_FOLDER`. The figures are those of the eight-bit
 * network as shipped, on texts it was not trained on.
 */
const [dataFolder, trainedFolder, shippedFolder, flag] = process.argv.slice(2);
if (!dataFolder || !trainedFolder || !shippedFolder)
  throw new Error('Usage: writeSentimentCard.ts DATA_FOLDER TRAINED_FOLDER SHIPPED_FOLDER [--quick]');
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
  version: '1.1.0',
  caveat: 'Not measured yet.',
  onnx: describe('sentiment.onnx'),
  tokenizer: { file, sha256 },
  labels: ['negative', 'neutral', 'positive'],
  maxTokens: 96,
  sureAbove: training.sureAbove,
  record: {},
};
const save = (card: SentimentCard) =>
  writeFileSync(join(stage, 'card.json'), `${JSON.stringify(sentimentCard.parse(card), undefined, 1)}\n`);
save(draft);

const model = await createSentimentModel({ folder: stage });
const posts = await evaluateSentiment(join(trainedFolder, 'kept-posts.jsonl'), model);
const phrases = await evaluateSentiment(join(dataFolder, 'text/financial-phrasebank-train.jsonl.gz'), model);
await model.close();
const measurements: SentimentMeasurement[] = [
  { title: 'crypto posts labelled by people', plot: 'calibration-posts.svg', result: posts },
  { title: 'Financial PhraseBank (test only)', plot: 'calibration-news.svg', result: phrases },
];

const percent = (share: number) => `${(share * 100).toFixed(0)}%`;
const card: SentimentCard = {
  ...draft,
  caveat: `${flag === '--quick' ? 'Trained quickly on little, only to see that the training works. ' : ''}Right on ${percent(posts.accuracy)} of ${posts.n} human-labelled crypto posts and ${percent(phrases.accuracy)} of ${phrases.n} company-news sentences it was not trained on; the wrong way round on ${percent(posts.wrongSign)} and ${percent(phrases.wrongSign)}.`,
  record: {
    licence: 'Apache-2.0. Encoder: all-MiniLM-L6-v2 (Apache-2.0).',
    data: 'Sentences written for this project (in the repository), Reddit comments labelled by people (surge-ai/crypto-sentiment, MIT), news digests labelled by a machine (felis33/INVESTOR-BENCH, MIT), and, to teach it how people praise and complain, tweets, reviews and editorials rated by people (Hutto and Gilbert 2014, as the package vaderSentiment carries them, MIT: its authors licensed the collection and the ratings; the sentences are other people’s, as the comments and the news are). None of it is shipped. Financial PhraseBank (CC BY-NC-SA 3.0) was used to measure only; its totals had been seen before the last lines of company news were written, and under three other calibrations before this one (no class weights, half of all texts taken to be neutral, and no temperature below 1).',
    fails:
      'opinions in posts are turned the wrong way round far more often than news; sarcasm without a marker, posts that argue against an opinion that they quote, company facts that are good or bad only by comparison with figures in another sentence.',
    intendedUse:
      'Mood of a headline or a post about markets, as one untrusted piece of evidence. Not a trading signal by itself.',
    training: compact(training),
    ...(apart && { phraseBankApart: compact(apart) }),
    measurements: measurements.map(({ title, plot, result: { model: _name, modelVersion: _, ...figures } }) =>
      compact({ title, plot, ...figures, accuracyOfCommonestClass: commonest(figures) }),
    ),
  },
};
save(card);
writeFileSync(join(stage, 'CARD.md'), sentimentCardMarkdown(card, measurements));
for (const { title, plot, result } of measurements)
  writeFileSync(join(stage, plot), reliabilityPlot(`${title}: ${result.n} texts`, result.reliability));
cpSync(stage, shippedFolder, { recursive: true });
console.log(card.caveat);
