"""Trains and measures the event head.

In: a checkpoint of the careful tier, the written frames (`events/`), optionally the
grammar and names corpora, and PLV_train for measuring. Out: a checkpoint with the
head, which `export.py` writes into the weights file.

Commands:
  train     encoder and head on written sentences, with grammar and names mixed in
  join      the mean of a checkpoint and of the one it was trained from (--base, --part): trees and
            names come back, and most of what was learnt of events stays
  head      the head alone on written sentences (--warm), over an encoder that stays as it is
  measure   on PLV_train with no sentence of it in training
  folds     five-fold cross-validation on PLV_train: the last layer only, or all (--whole)
  finish    the last layer from written sentences and PLV_train together
"""

import argparse
import collections
import csv
import json
import random
import re
import time

import torch
from torch.nn import functional as F

import corpora
import finetune
from frames import EVENTS, STANDINGS, YIELDING, Frames, Pair, Marked, words_of
from model import WIDTH, Careful
from pairs import PairHead, places
from pieces import FIRST, LAST, SHAPES, Pieces

# PLV's names of events that are not the manual's, and senses that PLV, after CAMEO's
# roots, files elsewhere: convictions under ACCUSE, sanctions and embargoes under COERCE,
# cyber attacks under ASSAULT.
PLV_ROOTS = sorted(set(EVENTS) - set(YIELDING)) + ["YIELD"]
PLV_ELSEWHERE = {"SANCTION.convict": "ACCUSE", "SANCTION.impose": "COERCE", "COERCE.cyber": "ASSAULT"}
BATCH = 32


def plv_root(sense, elsewhere=True):
    event = sense.split(".")[0]
    if elsewhere and sense in PLV_ELSEWHERE:
        return PLV_ELSEWHERE[sense]
    return "YIELD" if event in YIELDING else event


def plv(path):
    """The sentences of PLV as published, marked with `<s>` and `<t>`; the first mark of each counts."""
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


class Reader:
    """Encoder, grammar heads and event head of a checkpoint, and how sentences become numbers."""

    def __init__(self, path, seed=1):
        saved = torch.load(path, map_location="cpu")
        torch.manual_seed(seed)
        self.saved, self.labels, self.pieces = saved, saved["labels"], Pieces(saved["pieces"])
        self.model = Careful(len(saved["pieces"]), len(SHAPES), self.labels)
        self.model.load_state_dict(saved["state"])
        self.senses = self.labels.get("senses") or Frames(0).senses
        self.head = PairHead(len(self.senses), len(STANDINGS))
        if "pairs" in saved:
            self.head.load_state_dict(saved["pairs"])

    def save(self, path, **about):
        torch.save({**self.saved, "state": self.model.state_dict(), "pairs": self.head.state_dict(),
                    "labels": {**self.labels, "senses": self.senses, "standings": STANDINGS},
                    "about": {**self.saved["about"], **about}}, path)

    def encoded(self, marked):
        example = finetune.encoded(corpora.Sentence(marked.words), self.pieces, self.labels)
        if example:
            example["marked"] = marked
        return example

    def states(self, batch):
        data = finetune.tensors(batch)
        x = self.model.encoder(data["ids"], data["shapes"], data["real"])
        return torch.gather(x, 1, data["firsts"][:, :, None].expand(-1, -1, WIDTH)), data["head_real"]

    def scores(self, batch, judged=False, states=None):
        """Scores of every pair of the batch, sentence by sentence."""
        words, real = states or self.states(batch)
        rows, where = [], []
        for idx, example in enumerate(batch):
            for pair in example["marked"].pairs:
                rows.append(idx)
                where.append(torch.tensor(places(len(example["marked"].words), pair.source, pair.target)))
        where = torch.nn.utils.rnn.pad_sequence(where, batch_first=True)
        words, real = words[rows][:, :where.shape[1]], real[rows][:, :where.shape[1]]
        return self.head.judged(words, where, real) if judged else self.head(words, where, real)


def bundles(examples, rng):
    """Batches of about equal length, in random order."""
    order = sorted(examples, key=lambda example: len(example["ids"]) + rng.random() * 4)
    out = [order[start:start + BATCH] for start in range(0, len(order), BATCH)]
    rng.shuffle(out)
    return out


def allowed_of(senses, pairs):
    out = torch.full((len(pairs), len(senses)), -1e9)
    for row, pair in enumerate(pairs):
        for sense in pair.senses:
            out[row, senses.index(sense)] = 0.0
    return out


def loss_of(reader, batch, states=None):
    """Each pair has one of the senses it may have, and its standing."""
    senses, standings = reader.scores(batch, states=states)
    pairs = [pair for example in batch for pair in example["marked"].pairs]
    scores = F.log_softmax(senses, -1)
    allowed = allowed_of(reader.senses, pairs)
    # A little of every answer is left to the other senses: frames are not free of mistakes.
    sense_loss = -(0.95 * torch.logsumexp(scores + allowed, -1) + 0.05 * scores.mean(-1)).mean()
    standing = torch.tensor([STANDINGS.index(pair.standing) if pair.standing else -100 for pair in pairs])
    standing_loss = F.cross_entropy(standings, standing, ignore_index=-100) if (standing >= 0).any() else standings.sum() * 0.0
    return sense_loss + 0.3 * standing_loss


def warm_up(reader, sentences, epochs, seed):
    """Trains the head alone, over states that the encoder gives once: a head that knows
    nothing would spoil the encoder."""
    rng, began = random.Random(seed), time.time()
    reader.model.eval()
    reader.head.train()
    kept = []
    with torch.no_grad():
        for batch in bundles([e for s in sentences if (e := reader.encoded(s))], rng):
            kept.append((batch, *reader.states(batch)))
    optimizer = torch.optim.AdamW(reader.head.parameters(), lr=1.5e-3, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    n_steps = epochs * len(kept)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(step / 100, 1.0 - step / n_steps))
    for epoch in range(epochs):
        rng.shuffle(kept)
        total = 0.0
        for batch, words, real in kept:
            loss = loss_of(reader, batch, (words, real))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.head.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"head alone, epoch {epoch + 1}: loss {total / len(kept):.3f} {time.time() - began:.0f} s", flush=True)


def train(reader, sentences, grammar, epochs, rate, seed, log=True):
    """Trains encoder and heads on fresh written sentences and a share of the grammar sentences each epoch."""
    rng = random.Random(seed)
    model, head = reader.model, reader.head
    # The tables of pieces and positions stay as they are: written sentences use few pieces.
    for table in (model.encoder.pieces, model.encoder.positions):
        table.requires_grad_(False)
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    others = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW([
        {"params": encoder, "lr": rate}, {"params": others, "lr": 5 * rate}, {"params": head.parameters(), "lr": 8e-4}],
        betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    began, schedule, step, total = time.time(), None, 0, 0.0
    for epoch in range(epochs):
        written = [e for s in sentences(epoch) if (e := reader.encoded(s))]
        steps = [("pairs", batch) for batch in bundles(written, rng)]
        if grammar:
            more = [e for s in grammar(epoch, rng) if (e := finetune.encoded(finetune.changed(s, rng), reader.pieces, reader.labels))]
            steps += [("grammar", batch) for batch in finetune.batches(more, rng)]
        rng.shuffle(steps)
        if schedule is None:
            n_steps, warm = len(steps) * epochs, len(steps) * epochs // 15 + 1
            schedule = torch.optim.lr_scheduler.LambdaLR(
                optimizer, lambda step: min(step / warm, max(0.0, (n_steps - step) / (n_steps - warm)) if step > warm else 1.0))
        model.train()
        head.train()
        for kind, batch in steps:
            loss = loss_of(reader, batch) if kind == "pairs" else finetune.loss_of(model, finetune.tensors(batch))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*model.parameters(), *head.parameters()], 2.0)
            optimizer.step()
            schedule.step()
            step += 1
            total = 0.98 * total + 0.02 * loss.item() if kind == "pairs" else total
            if log and step % 100 == 0:
                print(f"step {step}/{n_steps} loss {total:.3f} {time.time() - began:.0f} s", flush=True)
    return round(time.time() - began)


@torch.no_grad()
def guesses(reader, marked):
    """Log probabilities of the senses of each sentence's first pair."""
    reader.model.eval()
    reader.head.eval()
    out = {}
    examples = [(idx, e) for idx, m in enumerate(marked) if (e := reader.encoded(m))]
    examples.sort(key=lambda item: len(item[1]["ids"]))
    for start in range(0, len(examples), BATCH):
        part = examples[start:start + BATCH]
        scores = F.log_softmax(reader.scores([e for _, e in part])[0], -1)
        for (idx, _), row in zip(part, scores):
            out[idx] = row
    return out


def by_root(senses, row, elsewhere=True):
    """The likeliest root of PLV; none is no answer there."""
    sums = collections.Counter()
    for sense, score in zip(senses, row.exp().tolist()):
        if sense != "none":
            sums[plv_root(sense, elsewhere)] += score
    return sums.most_common(1)[0][0]


def report(gold, ours, show=True):
    """Macro F1 over the roots, with a row for each."""
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


def measure(reader, path, errors=None):
    data = plv(path)
    began = time.time()
    rows = guesses(reader, [marked for marked, _ in data])
    seconds = time.time() - began
    gold = [root for _, root in data]
    ours = [by_root(reader.senses, rows[idx]) for idx in range(len(data))]
    f1 = report(gold, ours)
    print("with the senses of PLV_ELSEWHERE where the manual has them:", end=" ")
    report(gold, [by_root(reader.senses, rows[idx], False) for idx in range(len(data))], show=False)
    n_none = sum(rows[idx].argmax().item() == 0 for idx in range(len(data)))
    print(f"{n_none} of {len(data)} pairs would be none; {len(data) / seconds:.0f} sentences a second")
    if errors:
        with open(errors, "w", encoding="utf-8") as file:
            for idx, (marked, root) in enumerate(data):
                if ours[idx] != root:
                    best = rows[idx].exp().topk(3)
                    pair = marked.pairs[0]
                    said = " ".join(f"{reader.senses[i]}:{v:.2f}" for v, i in zip(best.values.tolist(), best.indices.tolist()))
                    file.write(f"{root}\t{ours[idx]}\t{said}\t[{' '.join(marked.words[slice(*pair.source)])}]\t[{' '.join(marked.words[slice(*pair.target)])}]\t{' '.join(marked.words)}\n")
    return f1


def senses_of(reader, root):
    return tuple(sense for sense in reader.senses if sense != "none" and plv_root(sense) == root)


def five_folds(gold, seed=1):
    """Numbers of sentences in five parts with like shares of each root."""
    rng, folds = random.Random(seed), [[] for _ in range(5)]
    for root in sorted(set(gold)):
        there = [idx for idx, value in enumerate(gold) if value == root]
        rng.shuffle(there)
        for place, idx in enumerate(there):
            folds[place % 5].append(idx)
    return folds


@torch.no_grad()
def features(reader, marked):
    """What the head knows of each pair before its last layer, and the pairs."""
    reader.model.eval()
    reader.head.eval()
    rows, pairs = [], []
    examples = [e for m in marked if (e := reader.encoded(m))]
    examples.sort(key=lambda example: len(example["ids"]))
    for start in range(0, len(examples), BATCH):
        part = examples[start:start + BATCH]
        rows.append(reader.scores(part, judged=True))
        pairs.extend(pair for example in part for pair in example["marked"].pairs)
    return torch.cat(rows), pairs


def last_layer(reader, x, pairs, weights, steps=400, decay=0.1):
    """Trains the layer of senses alone, drawn back to where it starts."""
    layer = torch.nn.Linear(x.shape[1], len(reader.senses))
    layer.load_state_dict(reader.head.senses.state_dict())
    start = layer.weight.detach().clone()
    allowed = allowed_of(reader.senses, pairs)
    # PLV has no pair without an event: there, `none` does not compete, or it would be unlearnt.
    open_to = torch.zeros_like(allowed)
    open_to[[idx for idx, pair in enumerate(pairs) if pair.standing is None and pair.senses != ("none",)], 0] = -1e9
    optimizer = torch.optim.Adam(layer.parameters(), lr=5e-3)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1.0 - step / steps)
    for _ in range(steps):
        each = -torch.logsumexp(F.log_softmax(layer(F.dropout(x, 0.2)) + open_to, -1) + allowed, -1)
        loss = (each * weights).sum() / weights.sum() + decay * (layer.weight - start).pow(2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    return layer


def with_plv(reader, data, written):
    """Features of PLV's pairs, in its order, and of written ones."""
    pairs = []
    for marked, root in data:
        pairs.append(Marked(marked.words, [Pair(marked.pairs[0].source, marked.pairs[0].target, senses_of(reader, root), None)]))
    ours, our_pairs = features(reader, pairs)
    place = {id(marked.pairs[0]): idx for idx, marked in enumerate(pairs)}
    order = torch.tensor([place[id(pair)] for pair in our_pairs]).argsort()
    return ours[order], [marked.pairs[0] for marked in pairs], *features(reader, written)


def folds(args, reader):
    """Cross-validation on PLV_train; nothing of a fold is seen in what judges it."""
    data = plv(args.plv)
    gold = [root for _, root in data]
    ours = [None] * len(data)
    if not args.whole:
        x, pairs, more, more_pairs = with_plv(reader, data, list(Frames(args.seed * 7777).sentences(args.sentences)))
    for fold in five_folds(gold, args.seed):
        held = set(fold)
        inside = [idx for idx in range(len(data)) if idx not in held]
        if args.whole:
            reader = Reader(args.checkpoint, args.seed)
            taught = [Marked(data[idx][0].words, [Pair(data[idx][0].pairs[0].source, data[idx][0].pairs[0].target, senses_of(reader, gold[idx]), None)])
                      for idx in inside]
            train(reader, lambda epoch: taught + list(Frames(args.seed * 1000 + 500 + epoch).sentences(args.sentences)), None,
                  args.epochs, args.rate, args.seed, log=False)
            rows = guesses(reader, [data[idx][0] for idx in fold])
            for place, idx in enumerate(fold):
                ours[idx] = by_root(reader.senses, rows[place])
        else:
            layer = last_layer(reader, torch.cat([x[inside], more]), [pairs[idx] for idx in inside] + more_pairs,
                               torch.cat([torch.full((len(inside),), args.weight), torch.ones(len(more))]))
            with torch.no_grad():
                for idx, row in zip(fold, F.log_softmax(layer(x[fold]), -1)):
                    ours[idx] = by_root(reader.senses, row)
        print(f"fold: {sum(ours[idx] == gold[idx] for idx in fold) / len(fold):.3f} right", flush=True)
    report(gold, ours)


def finish(args, reader):
    """The last layer from written sentences and the whole of PLV_train; nothing else is touched."""
    data = plv(args.plv)
    x, pairs, more, more_pairs = with_plv(reader, data, list(Frames(args.seed * 7777).sentences(args.sentences)))
    layer = last_layer(reader, torch.cat([x, more]), pairs + more_pairs,
                       torch.cat([torch.full((len(x),), args.weight), torch.ones(len(more))]))
    reader.head.senses.load_state_dict(layer.state_dict())
    reader.save(args.out)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["train", "join", "head", "measure", "folds", "finish"])
    parser.add_argument("checkpoint")
    parser.add_argument("--out")
    parser.add_argument("--plv")
    parser.add_argument("--errors", help="where the wrong answers of `measure` go")
    parser.add_argument("--sentences", type=int, default=8000, help="written sentences an epoch")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--base", help="join: the checkpoint that this one was trained from")
    parser.add_argument("--part", type=float, default=0.5, help="join: the part of the trained one")
    parser.add_argument("--warm", type=int, default=0, help="epochs of the head alone before")
    parser.add_argument("--warm-sentences", type=int, default=8000)
    parser.add_argument("--rate", type=float, default=1e-4, help="the encoder's highest rate")
    parser.add_argument("--grammar", nargs="*", default=[])
    parser.add_argument("--names", nargs="*", default=[])
    parser.add_argument("--grammar-dev")
    parser.add_argument("--names-dev")
    parser.add_argument("--share", type=float, default=1.0, help="share of the grammar sentences in an epoch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--weight", type=float, default=2.0, help="folds, finish: weight of a pair of PLV beside a written one")
    parser.add_argument("--whole", action="store_true", help="folds: train encoder and head too")
    return parser.parse_args()


def scores_on_dev(reader, args):
    """Trees and names on the development files, as `finetune.py` measures them."""
    dev = [e for s in corpora.joined(list(corpora.trees(args.grammar_dev)), list(corpora.names(args.names_dev)))
           if (e := finetune.encoded(s, reader.pieces, reader.labels))]
    reached = finetune.scores(reader.model, dev, reader.labels)
    print(json.dumps(reached), flush=True)
    return reached


def main():
    args = arguments()
    torch.set_num_threads(args.threads)
    reader = Reader(args.checkpoint, args.seed)
    if args.command == "train":
        grammar = None
        if args.warm:
            warm_up(reader, Frames(args.seed * 100).sentences(args.warm_sentences), args.warm, args.seed)
            if args.plv:
                measure(reader, args.plv)
        if args.grammar:
            every = corpora.joined([s for path in args.grammar for s in corpora.trees(path)],
                                   [s for path in args.names for s in corpora.names(path)])
            def grammar(epoch, rng):
                chosen = rng.sample(every, int(len(every) * args.share))
                return chosen + [q for s in chosen if (q := corpora.quoted(s, rng))]
        seconds = train(reader, lambda epoch: Frames(args.seed * 1000 + epoch).sentences(args.sentences), grammar, args.epochs, args.rate, args.seed)
        reached = scores_on_dev(reader, args) if args.grammar_dev else {}
        reader.save(args.out, event_seconds=seconds, written=args.sentences * args.epochs, **({"dev": reached} if reached else {}))
    if args.command == "join":
        base = torch.load(args.base, map_location="cpu")["state"]
        reader.model.load_state_dict({name: args.part * tensor + (1 - args.part) * base[name]
                                      for name, tensor in reader.model.state_dict().items()})
    if args.command == "head":
        warm_up(reader, Frames(args.seed * 100).sentences(args.warm_sentences), args.warm, args.seed)
    if args.command in ("join", "head"):
        reached = scores_on_dev(reader, args) if args.grammar_dev else {}
        reader.save(args.out, **({"dev": reached} if reached else {}))
    if args.command == "folds":
        folds(args, reader)
    if args.command == "finish":
        finish(args, reader)
    if args.plv and args.command in ("train", "join", "head", "measure"):
        measure(reader, args.plv, args.errors)


if __name__ == "__main__":
    main()
