"""An agreement's own text: told from news part by part, and read by a grammar of norms into tellings."""

from holdfast.agreements.drafting.treaty.reading import READER, Treaty, news_in, told_apart, treaty_in

__all__ = ["READER", "Treaty", "news_in", "told_apart", "treaty_in"]
