"""Corpora of the careful tier: CoNLL-U trees and IOB2 names.

In: files as published, plain or gzip. Out: `Sentence` objects with what each
corpus says of its words; what it does not say is None and is not trained on.
"""

import gzip
from dataclasses import dataclass

# CrossNER's kinds of politics that are ours; its other kinds are no names here.
CROSSNER = {
    "politician": "PER", "person": "PER", "country": "LOC", "location": "LOC",
    "politicalparty": "ORG", "organisation": "ORG",
}


@dataclass
class Sentence:
    words: list
    upos: list | None = None
    xpos: list | None = None
    heads: list | None = None      # 0 is the root, words count from 1
    relations: list | None = None
    names: list | None = None      # BIO over PER, LOC, ORG


def lines_of(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if str(path).endswith(".gz") else open(path, encoding="utf-8")
    with opened as file:
        yield from file


def blocks_of(path):
    block = []
    for line in lines_of(path):
        line = line.rstrip("\n")
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def trees(path):
    """Yields the sentences of a CoNLL-U file; ranges and empty nodes are passed over."""
    for block in blocks_of(path):
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        rows = [row for row in rows if row[0].isdigit()]
        yield Sentence(
            [row[1] for row in rows], [row[3] for row in rows], [row[4] for row in rows],
            [int(row[6]) for row in rows], [row[7] for row in rows],
        )


def names(path):
    """Yields the sentences of an IOB2 file: Universal NER's columns or CrossNER's two."""
    for block in blocks_of(path):
        words, tags = [], []
        for line in block:
            if line.startswith("#"):
                continue
            row = line.split("\t")
            word, tag = (row[1], row[2]) if len(row) > 2 else (row[0], row[1])
            place, _, kind = tag.partition("-")
            kind = CROSSNER.get(kind, kind)
            tags.append(f"{place}-{kind}" if kind in ("PER", "LOC", "ORG") else "O")
            words.append(word)
        if words:
            yield Sentence(words, names=tags)


def joined(tree_sentences, name_sentences):
    """Puts names onto the trees of the same words; the others follow as they are."""
    by_words = {tuple(sentence.words): sentence.names for sentence in name_sentences}
    out, used = [], set()
    for sentence in tree_sentences:
        key = tuple(sentence.words)
        if key in by_words:
            sentence.names = by_words[key]
            used.add(key)
        out.append(sentence)
    out.extend(Sentence(list(key), names=tags) for key, tags in by_words.items() if key not in used)
    return out
