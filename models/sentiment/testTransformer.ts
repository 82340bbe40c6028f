import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const vocabulary = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'good', 'bad', 'plain', '##ly'];

/**
 * A tiny text classifier as a user might bring one, written to disk: each word has a weight per class and the
 * logits are their sum over the tokens that are not masked. Outputs are in the order positive, negative, neutral.
 */
export async function testTransformer() {
  const folder = await mkdtemp(join(tmpdir(), 'transformer-'));
  const model = join(folder, 'model.onnx');
  const tokenizer = join(folder, 'tokenizer.json');
  await writeFile(model, sumOfWeights());
  await writeFile(tokenizer, JSON.stringify(wordPieces()));
  return { folder, model, tokenizer, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

function wordPieces() {
  const special = (id: number, content: string) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  });
  return {
    version: '1.0',
    added_tokens: [0, 1, 2, 3].map((id) => special(id, vocabulary[id] ?? '')),
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [
        { SpecialToken: { id: '[CLS]', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '[SEP]', type_id: 0 } },
      ],
      pair: [],
      special_tokens: {
        '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
        '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
      },
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map((word, id) => [word, id])),
    },
  };
}

/** The ONNX graph, in protocol buffer bytes: Gather, mask, ReduceSum. Field numbers are those of onnx.proto. */
function sumOfWeights(): Uint8Array {
  const weights = vocabulary.flatMap((word) =>
    word === 'good' ? [4, 0, 0] : word === 'bad' ? [0, 4, 0] : word === 'plain' ? [0, 0, 4] : [0, 0, 0],
  );
  const node = (inputs: string[], output: string, op: string, attribute?: [string, number]) =>
    message(1, [
      ...inputs.map((name) => text(1, name)),
      text(2, output),
      text(4, op),
      ...(attribute ? [message(5, [text(1, attribute[0]), number(3, attribute[1]), number(20, 2)])] : []),
    ]);
  const value = (field: number, name: string, type: number, dims: (string | number)[]) =>
    message(field, [
      text(1, name),
      message(2, [
        message(1, [
          number(1, type),
          message(
            2,
            dims.map((dim) => message(1, [typeof dim === 'string' ? text(2, dim) : number(1, dim)])),
          ),
        ]),
      ]),
    ]);
  const graph = message(7, [
    node(['weights', 'input_ids'], 'word_weights', 'Gather'),
    node(['attention_mask'], 'mask', 'Cast', ['to', 1]),
    node(['mask', 'last'], 'mask_column', 'Unsqueeze'),
    node(['word_weights', 'mask_column'], 'kept', 'Mul'),
    node(['kept', 'tokens'], 'logits', 'ReduceSum', ['keepdims', 0]),
    text(2, 'sum'),
    message(5, [
      number(1, vocabulary.length),
      number(1, 3),
      number(2, 1),
      text(8, 'weights'),
      bytes(9, new Uint8Array(Float32Array.from(weights).buffer)),
    ]),
    message(5, [number(1, 1), number(2, 7), text(8, 'last'), bytes(9, int64(2))]),
    message(5, [number(1, 1), number(2, 7), text(8, 'tokens'), bytes(9, int64(1))]),
    value(11, 'input_ids', 7, ['batch', 'length']),
    value(11, 'attention_mask', 7, ['batch', 'length']),
    value(12, 'logits', 1, ['batch', 3]),
  ]);
  return Uint8Array.from([...number(1, 8), ...message(8, [number(2, 13)]), ...graph]);
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

function number(field: number, value: number): number[] {
  return [...varint(field * 8), ...varint(value)];
}

function bytes(field: number, content: Iterable<number>): number[] {
  const all = [...content];
  return [...varint(field * 8 + 2), ...varint(all.length), ...all];
}

function text(field: number, content: string): number[] {
  return bytes(field, new TextEncoder().encode(content));
}

function message(field: number, parts: number[][]): number[] {
  return bytes(field, parts.flat());
}

function int64(value: number): Uint8Array {
  return new Uint8Array(BigInt64Array.of(BigInt(value)).buffer);
}
