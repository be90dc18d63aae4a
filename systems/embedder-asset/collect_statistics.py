"""Counts words and fits the projection: the part that depends on the texts of one machine.

Writes two small files that are committed, so that make_asset.py needs no texts at all:
  pieces.txt       the pieces to keep besides the Cyrillic ones
  projection.npz   mean (512) and the 256 principal axes (512 x 256)
The common English words come from the package wordfreq. Only statistics of the texts go in; no sentence is stored.
"""

import argparse
import collections
import gettext
import gzip
import html
import os
import random
import re

import numpy as np
from wordfreq import top_n_list

from reference import load_reference, piece_list

DIMENSIONS = 256
SENTENCES_PER_LANGUAGE = 20_000
COMMON_WORDS = 20_000
MAX_FILE_BYTES = 400_000
TEXT_SUFFIXES = {".md", ".txt", ".rst", ".html", ".gz", ""}
NUMBERS = [str(n) for n in range(0, 1001)] + [str(n) for n in range(1990, 2036)]


def read_text(path):
    """One documentation file as plain text; binary or huge files give nothing."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rb") as file:
        raw = file.read(MAX_FILE_BYTES)
    if b"\0" in raw[:4096]:
        return ""
    text = raw.decode("utf-8", "ignore")
    if path.endswith((".html", ".html.gz")):
        text = html.unescape(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", text, flags=re.S))
    return text


def documentation_files(roots):
    for root in roots:
        for folder, _, names in sorted(os.walk(root)):
            for name in sorted(names):
                stem = name[:-3] if name.endswith(".gz") else name
                suffix = os.path.splitext(stem)[1].lower()
                if suffix in TEXT_SUFFIXES and not re.search(r"copyright|licen[cs]e|\.gif|\.png", name, re.I):
                    yield os.path.join(folder, name)


def english_statistics(roots, rng):
    """(word counts, sentences) of the documentation below the roots."""
    words, sentences = collections.Counter(), set()
    for path in documentation_files(roots):
        try:
            text = read_text(path)
        except (OSError, EOFError):
            continue
        words.update(word for word in text.split() if len(word) <= 40 and word.isascii())
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])|\n\s*\n", text):
            sentence = " ".join(sentence.split())
            letters = sum(c.isalpha() or c == " " for c in sentence)
            if 20 <= len(sentence) <= 300 and letters >= 0.85 * len(sentence):
                sentences.add(sentence)
    return words, rng.sample(sorted(sentences), min(SENTENCES_PER_LANGUAGE, len(sentences)))


def russian_sentences(root, rng):
    """Sentences of the Russian message catalogues below the root."""
    sentences = set()
    for folder, _, names in sorted(os.walk(root)):
        for name in sorted(names):
            if not name.endswith(".mo") or not re.search(r"/ru(_RU)?/", folder + "/"):
                continue
            try:
                with open(os.path.join(folder, name), "rb") as file:
                    catalogue = gettext.GNUTranslations(file)._catalog
            except (OSError, UnicodeDecodeError, ValueError):
                continue
            for text in catalogue.values():
                text = " ".join(re.sub(r"%[-\d.]*[a-zA-Z]+|[\"«»]", " ", text).split())
                if 15 <= len(text) <= 300 and text.count(" ") and re.search("[а-яё]{3}", text):
                    sentences.add(text)
    return rng.sample(sorted(sentences), min(SENTENCES_PER_LANGUAGE, len(sentences)))


def spellings(word):
    parts = [word, *re.split(r"[-_/]", word), *re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", word)]
    for part in parts:
        for spelling in {part, part.lower(), part.capitalize(), part.upper()}:
            yield spelling


def is_sign(piece):
    """Punctuation and figures of the European scripts, single letters of them, and the shortest ASCII pieces."""
    european = all(ord(c) < 0x590 or 0x2000 <= ord(c) < 0x2C00 for c in piece)
    return european and (len(piece) <= 1 or not any(c.isalpha() for c in piece) or piece.isascii() and len(piece) <= 2)


def kept_pieces(tokenizer, words, domain_words, budget):
    """Non-Cyrillic piece ids: domain words, numbers, signs and common English always, then by frequency in the texts."""
    always, counts = set(), collections.Counter()
    for word in [*domain_words, *NUMBERS]:
        for spelling in spellings(word):
            for text in (spelling, f"x-{spelling}", f"({spelling}", f"{spelling}:", f"-{spelling}"):
                always.update(tokenizer.encode(text, add_bos=False, add_eos=False))
    for rank, word in enumerate(top_n_list("en", COMMON_WORDS)):
        # The commoner a word, the more spellings: at the start of a sentence, and within an identifier or path.
        texts = [word] + [word.capitalize()] * (rank < 8_000) + [f"_{word}", f"x{word.capitalize()}"] * (rank < 4_000)
        for text in texts:
            always.update(tokenizer.encode(text, add_bos=False, add_eos=False))
    always.update(index for index, piece in enumerate(tokenizer._pieces) if is_sign(piece.removeprefix("▁")))
    for word, count in words.items():
        if count >= 3:
            for index in tokenizer.encode(word, add_bos=False, add_eos=False):
                counts[index] += count
    frequent = [index for index, _ in counts.most_common() if index not in always]
    return sorted([*always, *frequent[: max(0, budget - len(always))]])


def fit_projection(backend, sentences):
    vectors = np.vstack([backend.encode(sentences[i : i + 512]) for i in range(0, len(sentences), 512)]).astype(np.float64)
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    values, axes = np.linalg.eigh(centred.T @ centred / len(centred))
    axes = axes[:, ::-1][:, :DIMENSIONS]
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(DIMENSIONS)])
    return mean.astype(np.float32), axes.astype(np.float32), values[::-1][:DIMENSIONS].sum() / values.sum()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", nargs="+", required=True, help="folders with English documentation")
    parser.add_argument("--catalogues", required=True, help="folder with Russian .mo catalogues")
    parser.add_argument("--budget", type=int, default=31_000, help="most non-Cyrillic pieces")
    args = parser.parse_args()
    here, rng = os.path.dirname(os.path.abspath(__file__)), random.Random(1)
    backend, tokenizer = load_reference()

    with open(os.path.join(here, "domain_words.txt"), encoding="utf-8") as file:
        domain_words = [word for line in file if not line.startswith("#") for word in line.split()]
    words, english = english_statistics(args.docs, rng)
    russian = russian_sentences(args.catalogues, rng)
    kept = kept_pieces(tokenizer, words, domain_words, args.budget)
    with open(os.path.join(here, "pieces.txt"), "w", encoding="utf-8") as file:
        file.writelines(f"{piece}\n" for piece in piece_list(tokenizer, kept))

    mean, axes, share = fit_projection(backend, english + russian)
    np.savez_compressed(os.path.join(here, "projection.npz"), mean=mean, axes=axes.astype(np.float16))
    print(f"{len(words)} words, {len(english)} + {len(russian)} sentences, {len(kept)} pieces, variance kept {share:.3f}")


if __name__ == "__main__":
    main()
