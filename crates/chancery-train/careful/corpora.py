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


# Verbs whose reported speech newspapers put first.
SAYING = {"said", "says", "say", "told", "tells", "added", "adds", "wrote", "writes", "warned", "stated", "announced",
          "explained", "argued", "claimed", "noted", "insisted", "declared", "admitted", "tweeted"}


def quoted(sentence, rng):
    """The sentence with its reported speech first and in quotation marks, as newspapers
    write it, or None where it reports none: "He said (that) it fell." becomes
    '"It fell," he said.'"""
    if not sentence.heads or 0 not in sentence.heads:
        return None
    n = len(sentence.words)
    root = sentence.heads.index(0)
    if sentence.words[root].lower() not in SAYING:
        return None
    below = {idx: [] for idx in range(n)}
    for idx, head in enumerate(sentence.heads):
        if head:
            below[head - 1].append(idx)

    def spread(idx):
        out, waiting = [idx], list(below[idx])
        while waiting:
            at = waiting.pop()
            out.append(at)
            waiting.extend(below[at])
        return sorted(out)

    clauses = [idx for idx in below[root] if sentence.relations[idx] == "ccomp" and idx > root]
    if len(clauses) != 1:
        return None
    clause = clauses[0]
    speech = spread(clause)
    marks = [idx for idx in below[clause] if sentence.relations[idx] == "mark" and sentence.words[idx].lower() == "that"]
    rest = [idx for idx in range(n) if idx not in set(speech)]
    while rest and sentence.relations[rest[-1]] == "punct":
        rest.pop()
    rest = [idx for idx in rest if sentence.words[idx] not in ('"', "''", "``", ":", ",")]
    speech = [idx for idx in speech if idx not in marks and sentence.words[idx] not in ('"', "''", "``")]
    while speech and sentence.relations[speech[-1]] == "punct":
        speech.pop()
    if not speech or not rest or speech[-1] - speech[0] + 1 > len(speech) + 2 or rest[-1] > speech[0] or len(speech) < 3:
        return None
    # Dependents that would lose their head stay out of it.
    kept = set(speech) | set(rest)
    if any(sentence.heads[idx] and sentence.heads[idx] - 1 not in kept for idx in kept):
        return None
    subjects = [idx for idx in below[root] if sentence.relations[idx] == "nsubj"]
    if len(subjects) == 1 and rng.random() < 0.4:
        subject = [idx for idx in spread(subjects[0]) if idx in rest]
        if subject and subject[-1] < root and rest.index(root) == rest.index(subject[-1]) + 1:
            others = [idx for idx in rest if idx not in subject and idx != root]
            rest = [root] + subject + others
    order = [("\"", clause, "punct")] + speech + [(",", clause, "punct"), ("\"", clause, "punct")] + rest + [(".", root, "punct")]
    place = {idx: at + 1 for at, idx in enumerate(order) if isinstance(idx, int)}
    out = Sentence([], [], [], [], [], [] if sentence.names else None)
    xpos = {"\"": "''", ",": ",", ".": "."}
    for idx in order:
        if isinstance(idx, int):
            word = sentence.words[idx]
            if idx == speech[0]:
                word = word[:1].upper() + word[1:]
            elif idx == min(rest) and sentence.upos[idx] != "PROPN" and word != "I":
                word = word[:1].lower() + word[1:]
            head = sentence.heads[idx]
            row = (word, sentence.upos[idx], sentence.xpos[idx], place[head - 1] if head else 0, sentence.relations[idx],
                   sentence.names[idx] if sentence.names else None)
        else:
            word, head, relation = idx
            row = (word, "PUNCT", "``" if word == "\"" and not out.words else xpos[word], place[head], relation, "O")
        for column, value in zip((out.words, out.upos, out.xpos, out.heads, out.relations), row):
            column.append(value)
        if out.names is not None:
            out.names.append(row[5])
    return out
