"""Slides: what a presentation is made of, which story is proposed, and how each slide is built of the answers there are."""
