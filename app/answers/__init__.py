"""What the queries give and the presenters take: typed answers, without a word of presentation.

Figures come as named tuples straight from a row, so that a matrix of thousands costs nothing to build. Texts of the vocabulary
(``status``, ``period`` …) are the stored codes; they equal and hash like the vocabulary's members.
"""
