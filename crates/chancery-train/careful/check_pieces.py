"""Holds `pieces.py` against the words of `pieces.tsv`, which the reader's own tests
are held against too: `python3 check_pieces.py PIECES.TSV CAREFUL.WEIGHTS`.

The vocabulary is the one that the weights file carries. Needs plain Python.
"""

import struct
import sys

from pieces import SHAPES, Pieces, shape


def section(path, wanted):
    """Returns the bytes of a section of a weights file."""
    with open(path, "rb") as file:
        magic, _, header, n_sections = struct.unpack("<8sIII", file.read(20))
        if magic != b"CHANCERY":
            sys.exit(f"{path} is no weights file")
        file.seek(header, 1)
        sizes = {}
        for _ in range(n_sections):
            name = file.read(struct.unpack("<I", file.read(4))[0]).decode()
            sizes[name] = struct.unpack("<Q", file.read(8))[0]
        for name, size in sizes.items():
            if name == wanted:
                return file.read(size)
            file.seek(size, 1)
    sys.exit(f"{path} has no section '{wanted}'")


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: check_pieces.py PIECES.TSV CAREFUL.WEIGHTS")
    table, weights = sys.argv[1:]
    vocabulary = section(weights, "pieces").decode().split("\n")
    pieces = Pieces(vocabulary)
    n_words = n_wrong = 0
    with open(table, encoding="utf-8", newline="\n") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if not line.startswith("# ")]
    for word, expected, its_shape, _ in rows[1:]:
        found = " ".join(vocabulary[number] for number in pieces.of(word))
        n_words += 1
        if (found, SHAPES[shape(word)]) != (expected, its_shape):
            n_wrong += 1
            print(f"{word}: expected {expected} ({its_shape}), found {found} ({SHAPES[shape(word)]})")
    print(f"{n_words} words, {n_wrong} of them cut otherwise")
    sys.exit(1 if n_wrong or not n_words else 0)


main()
