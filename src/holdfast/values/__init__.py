"""Kinds of value: words turned into values that can be compared, each with its reason.

One module a kind: `date`, `count`, `actor`, `place`, `span`. Each can say "not known" by returning `None`, each answer
carries the sentence that explains it (`why`), and every look-up gives the same answer for the same words.
"""
