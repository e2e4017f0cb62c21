"""What is wrong with the inputs of a business case, in a sentence."""


class InputProblem(ValueError):
    """An input is missing or impossible; the message says which, and what it may be."""
