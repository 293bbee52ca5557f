"""PLV's sentences, and how answers are held against them.

In: `PLV_train.tsv` as published. Out: sentences with their two parties and PLV's root; the
likeliest root of an answer; a table of precision, recall and F1 by root; parts for
cross-validation.
"""

import collections
import csv
import random
import re

from frames import EVENTS, YIELDING, Marked, Pair, words_of

# PLV's names of events that are not the manual's, and senses that PLV, after CAMEO's
# roots, files elsewhere: convictions under ACCUSE, sanctions and embargoes under COERCE,
# cyber attacks under ASSAULT.
ROOTS = sorted(set(EVENTS) - set(YIELDING)) + ["YIELD"]
ELSEWHERE = {"SANCTION.convict": "ACCUSE", "SANCTION.impose": "COERCE", "COERCE.cyber": "ASSAULT"}


def root_of(sense, elsewhere=True):
    event = sense.split(".")[0]
    if elsewhere and sense in ELSEWHERE:
        return ELSEWHERE[sense]
    return "YIELD" if event in YIELDING else event


def senses_of(senses, root):
    """The senses that PLV's root stands for."""
    return tuple(sense for sense in senses if sense != "none" and root_of(sense) == root)


def sentences(path):
    """The sentences as published, marked with `<s>` and `<t>`; the first mark of each counts."""
    out = []
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            words, spans, open_at = [], {}, {}
            for part in re.split(r"(</?[st]>)", row["marked_sentence"]):
                if part in ("<s>", "<t>"):
                    open_at[part[1]] = len(words)
                elif part in ("</s>", "</t>"):
                    spans.setdefault(part[2], (open_at[part[2]], len(words)))
                else:
                    words.extend(words_of(part))
            # Some lack a mark: the whole sentence stands for that side.
            spans = {key: spans[key] if key in spans and spans[key][0] < spans[key][1] else (0, len(words)) for key in "st"}
            out.append((Marked(words, [Pair(spans["s"], spans["t"], (), None)]), row["gold_root"]))
    return out


def by_root(senses, row, elsewhere=True):
    """The likeliest root of log probabilities of senses; none is no answer there."""
    sums = collections.Counter()
    for sense, score in zip(senses, row.exp().tolist()):
        if sense != "none":
            sums[root_of(sense, elsewhere)] += score
    return sums.most_common(1)[0][0]


def report(gold, ours, show=True):
    """Prints macro F1 over the roots, with a row for each, and returns it."""
    roots = sorted(set(gold))
    total, lines = 0.0, []
    for root in roots:
        both = sum(g == root == o for g, o in zip(gold, ours))
        found, there = ours.count(root), gold.count(root)
        precision, recall = both / found if found else 0.0, both / there
        f1 = 2 * both / (found + there) if found + there else 0.0
        total += f1
        confused = collections.Counter(o for g, o in zip(gold, ours) if g == root != o).most_common(5)
        lines.append(f"{root:10} {there:4} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}  taken for {confused}")
    if show:
        print("\n".join(lines))
    print(f"macro F1 {total / len(roots):.4f} accuracy {sum(g == o for g, o in zip(gold, ours)) / len(gold):.4f}", flush=True)
    return total / len(roots)


def five_folds(gold, seed=1):
    """Numbers of sentences in five parts with like shares of each root."""
    rng, folds = random.Random(seed), [[] for _ in range(5)]
    for root in sorted(set(gold)):
        there = [idx for idx, value in enumerate(gold) if value == root]
        rng.shuffle(there)
        for place, idx in enumerate(there):
            folds[place % 5].append(idx)
    return folds
