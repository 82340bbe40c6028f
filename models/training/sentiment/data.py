"""What the classifier is trained on, and, apart, what it is only measured on."""

import gzip
import html
import json
import random
import re
import unicodedata
from pathlib import Path

import grammar

CLASSES = ("negative", "neutral", "positive")
HERE = Path(__file__).parent
# A mean rating of this much, on a scale to 4, is taken for a whole opinion.
RATED_FULLY = 1.6
# So many lines of each file are the part of the corpus that some networks learn from alone.
PART = {"posts": 426, "headlines": 121, "company": 283}
EMOJI = json.loads((HERE / "../../sentiment/emojiWords.json").read_text())


def readable(text):
    """The twin of `readableText.ts`, whose parity a test checks over fixtures written by the training run."""
    text = unicodedata.normalize("NFC", text)
    for emoji, meaning in EMOJI.items():
        text = text.replace(emoji, f" {meaning} ")
    return re.sub(r"\s+", " ", text).strip()


def read_jsonl(path, key="label"):
    with gzip.open(path, "rt") as lines:
        return [(row[key], row["text"]) for row in map(json.loads, lines)]


def own_corpus(count, seed, part=None):
    """
    (target, text, weight): written for this project. Hand-made lines count more than grammar-made ones; `part`: so many
    of each file.
    """
    rows = [(one_hot(label), text, 1.0) for label, text, _ in grammar.corpus(count, seed)]
    for label, text in hand_made(kept=False, part=part):
        rows += [(one_hot(label), text, 3.0)] * 2
    # Text that has nothing to do with markets: the honest answer is "no idea", not "neutral".
    outside = (HERE / "corpus" / "outside.txt").read_text().splitlines() + gibberish(150, seed)
    return rows + [([1 / 3] * 3, text, 2.0) for text in outside] * 3


def company_news(count, seed):
    """(target, text, weight): the hand-made lines of company news, and `count` that grammar made."""
    made = [(label, text) for label, text, genre in grammar.corpus(4 * count, seed) if genre == "company"][:count]
    hand = [(one_hot(label), text, 2.0) for label, text in hand_made(kept=False, genres=("company",))]
    return [(one_hot(label), text, 1.0) for label, text in made] + hand


def hand_made(kept, genres=("posts", "headlines", "company"), part=None):
    """(label, text) of the hand-made lines. Each sixth is kept out of training: confidence is set by those."""
    lines = [
        (i % 6 == 5, line.split("\t"))
        for name in genres
        for i, line in enumerate((HERE / "corpus" / f"{name}.tsv").read_text().splitlines()[: part and part[name]])
    ]
    return [(label, text) for is_kept, (label, text) in lines if is_kept == kept]


def gibberish(count, seed):
    """Letters on a keyboard."""
    letters = random.Random(seed)
    word = lambda: "".join(letters.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(letters.randint(2, 8)))
    return [" ".join(word() for _ in range(letters.randint(1, 9))) for _ in range(count)]


def one_hot(label):
    return [1.0 if name == label else 0.0 for name in CLASSES]


def human_posts(folder):
    """Reddit comments labelled by people, MIT licence."""
    return read_jsonl(Path(folder) / "text" / "crypto-reddit-human-train.jsonl.gz")


def rated(folder, counts, seed):
    """
    Tweets, reviews and editorials that some twenty people each rated from -4 to 4 (Hutto and Gilbert, ICWSM 2014; MIT):
    how people praise and complain in general. Half-hearted ratings become soft targets.
    """
    rows = []
    for name, count in counts.items():
        lines = (Path(folder) / f"{name}_GroundTruth.txt").read_text(encoding="latin-1").splitlines()
        parted = [parts for parts in (line.split("\t", 2) for line in lines) if len(parts) == 3]
        random.Random(seed).shuffle(parted)
        for _, rating, text in parted[:count]:
            lean = max(-1.0, min(1.0, float(rating) / RATED_FULLY))
            shares = (max(-lean, 0.0), 1 - abs(lean), max(lean, 0.0))
            rows.append(([0.9 * share + 0.1 / 3 for share in shares], html.unescape(text).strip(), 1.0))
    return rows


def weak_news(folder, each):
    """News digests with machine labels, MIT licence: noisy, so soft targets and little weight."""
    rows = read_jsonl(Path(folder) / "text" / "investorbench-btc-news.jsonl.gz", "weak_label")
    # As many of each: the machine that labelled them was fond of good news.
    rows = [row for name in CLASSES for row in [r for r in rows if r[0] == name][:each]]
    return [([0.1 + 0.7 * value for value in one_hot(label)], text[:300], 0.5) for label, text in rows]


def phrasebank(folder):
    """Financial PhraseBank, CC BY-NC-SA: measured on, never trained on."""
    return read_jsonl(Path(folder) / "text" / "financial-phrasebank-train.jsonl.gz")
