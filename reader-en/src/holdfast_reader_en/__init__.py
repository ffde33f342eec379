"""The files of Holdfast's reader for English: encoder, head, tokenizer, labels and their checksums."""

__version__ = "0.4.1"
