"""The budget: the tokens that a run has used, what they cost, and whether there is room for another request."""

from __future__ import annotations

from holdfast.reading.llm.endpoint import Endpoint

__all__ = ["Budget"]

# Bytes of a text for one token, on the low side: of English news they are four and more.
_BYTES_IN_A_TOKEN = 3


class Budget:
    """Counts the tokens of one run, and refuses a request that might go over a ceiling.

    Args:
        endpoint: Its ceilings and prices.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self.prompt = self.answer = self.requests = 0

    @property
    def tokens(self) -> int:
        """The tokens used so far."""
        return self.prompt + self.answer

    @property
    def cost(self) -> float | None:
        """What they cost; None if no prices are known."""
        return None if self._endpoint.prices is None else self._endpoint.prices.of(self.prompt, self.answer)

    def refusal(self, prompt: str) -> str | None:
        """Why a request is not made: with the longest answer that it may get it would go over a ceiling."""
        endpoint, likely = self._endpoint, estimated(prompt)
        if self.tokens + likely + endpoint.answer_tokens > endpoint.max_tokens_total:
            return (
                f"The ceiling of {endpoint.max_tokens_total:,} tokens leaves no room for another request: "
                f"{self.tokens:,} are used, and it may take {likely + endpoint.answer_tokens:,}"
            )
        cost, prices = self.cost, endpoint.prices
        if cost is None or prices is None or endpoint.max_cost is None:
            return None
        more = prices.of(likely, endpoint.answer_tokens)
        if cost + more > endpoint.max_cost:
            return (
                f"The ceiling of cost of {endpoint.max_cost:g} leaves no room for another request: "
                f"{cost:.4f} is spent, and it may cost {more:.4f}"
            )
        return None

    def note(self, *, prompt: int, answer: int) -> None:
        """Count one request that was answered."""
        self.prompt += prompt
        self.answer += answer
        self.requests += 1


def estimated(words: str) -> int:
    """How many tokens words may have, rather too many than too few."""
    return -(-len(words.encode("utf-8", "replace")) // _BYTES_IN_A_TOKEN)
