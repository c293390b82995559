"""Damaged and hostile files for the readers: each module gives the cases of its kinds of files.

A module has ``KINDS``, the names of its cases, ``SUFFIX``, the ending of its files, ``case(kind, seed)``, which gives the bytes of
one file, ``read(path)``, and ``HOSTILE``, those of its cases that are made to take time and memory.
"""
