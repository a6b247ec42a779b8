#!/usr/bin/env python3
"""Writes a tiny invented .traineddata: a network of the kind that is read, with random weights, six characters and
dictionaries of a few words. It reads nothing sensible; it is there to be taken apart by tests.

    make_model.py FILE
"""
import random
import struct
import sys

DICE = random.Random(1)
SPACE, JOINED, BROKEN, A, B, ONE, STOP = range(7)
CHARSET = ["NULL", "Joined", "|Broken|0|1", "a", "b", "1", "."]
PROPERTIES = [0, 7, 15, 3, 3, 8, 16]
NULL_CODE = 5
CODES = [0, NULL_CODE, NULL_CODE, 1, 2, 3, 4]


def string(text):
    data = text.encode()
    return struct.pack("<I", len(data)) + data


def matrix(rows, columns):
    weights = bytes(DICE.randint(-127, 127) & 0xFF for _ in range(rows * columns))
    scales = struct.pack("<%dd" % rows, *(DICE.uniform(0.05, 0.2) for _ in range(rows)))
    return struct.pack("<BIIB", 0x81, rows, columns, 0) + weights + struct.pack("<I", rows) + scales


def layer(kind, inputs, outputs, body):
    return (struct.pack("<b", 0) + string(kind) + struct.pack("<bbiiii", 0, 0, 0, inputs, outputs, 0)
            + string(kind.lower()) + body)


def lstm(kind, inputs, states):
    return layer(kind, inputs, states,
                 struct.pack("<i", inputs + states) + b"".join(matrix(states, inputs + states + 1) for _ in range(4)))


def parent(kind, inputs, outputs, *children):
    return layer(kind, inputs, outputs, struct.pack("<I", len(children)) + b"".join(children))


def network():
    front = parent("Series", 1, 4, layer("Convolve", 1, 9, struct.pack("<ii", 1, 1)),
                   layer("Tanh", 9, 4, matrix(4, 10)))
    layers = parent(
        "Series", 12, 6, layer("Input", 12, 1, struct.pack("<5i", 1, 12, 0, 1, 0)), front,
        layer("Maxpool", 4, 4, struct.pack("<ii", 3, 3)), parent("XYTranspose", 4, 5, lstm("SummLSTM", 4, 5)),
        lstm("LSTM", 5, 6), parent("RTLReversed", 6, 5, lstm("LSTM", 6, 5)),
        layer("Softmax", 5, 6, matrix(6, 6)))
    return (layers + string("[1,12,0,1Ct3,3,4Mp3,3Lfys5Lfx6Lrx5O1c6]")
            + struct.pack("<iiii", 65, 100, 4711, NULL_CODE) + struct.pack("<fff", 0.9, 0.1, 0.5))


def dawg(nodes):
    """nodes: lists of (id, ends a word, node that follows or None); node 0 is the first."""
    bits = len(CHARSET).bit_length()
    begins, edges = [], []
    for node in nodes:
        begins.append(len(edges))
        edges += node
    data = struct.pack("<hII", 42, len(CHARSET), len(edges))
    for begin, node in zip(begins, nodes):
        for i, (letter, ends, follows) in enumerate(node):
            edge = letter | (i + 1 == len(node)) << bits | ends << (bits + 2)
            edge |= (begins[follows] if follows is not None else 0) << (bits + 3)
            data += struct.pack("<Q", edge)
    return data


def components():
    unicharset = "%d\n" % len(CHARSET)
    for number, (text, properties) in enumerate(zip(CHARSET, PROPERTIES)):
        unicharset += "%s %x 0,255,0,255,0,0,0,0,0,0 Latin %d 0 %d %s\n" % (text, properties, number, number, text)
    recoder = struct.pack("<I", len(CODES)) + b"".join(struct.pack("<bii", 1, 1, code) for code in CODES)
    return {
        17: network(),
        18: dawg([[(0, True, 1)], [(STOP, True, None)]]),
        19: dawg([[(A, True, 1), (B, False, 1)], [(A, True, 1), (B, True, None)]]),
        20: dawg([[(0, True, 1)], [(0, True, 1)]]),
        21: unicharset.encode(),
        22: recoder,
    }


def main():
    parts = components()
    at = 4 + 8 * 24
    table, body = b"", b""
    for number in range(24):
        part = parts.get(number)
        table += struct.pack("<q", -1 if part is None else at + len(body))
        body += part or b""
    with open(sys.argv[1], "wb") as file:
        file.write(struct.pack("<I", 24) + table + body)


main()
