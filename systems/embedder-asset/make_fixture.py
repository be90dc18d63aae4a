"""Writes the reference vectors that the TypeScript port is compared with.

Each text of texts.json goes through the unchanged reference (full vocabulary, float32 weights) and the projection.
"""

import argparse
import json
import os

from reference import load_projection, load_reference, project


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output")
    args = parser.parse_args()
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "texts.json"), encoding="utf-8") as file:
        texts = json.load(file)
    backend, tokenizer = load_reference()
    vectors = project(backend.encode(texts), *load_projection())
    records = [
        {"text": text, "ids": tokenizer.encode(text), "vector": [round(float(x), 5) for x in vector]}
        for text, vector in zip(texts, vectors)
    ]
    with open(args.output, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(record, ensure_ascii=False) for record in records) + "\n]\n")
    print(f"{len(records)} texts, {sum(len(record['ids']) for record in records)} tokens")


if __name__ == "__main__":
    main()
