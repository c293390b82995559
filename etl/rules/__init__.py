"""The domain's rules as pure functions: values in, values out; nothing is imported but the vocabulary.

=================  =====================================================================================
``exact``          decimal arithmetic without float surprises
``figures``        the small types that the rules take and give
``comparability``  whether two printed units of measure are the same kind of measure
``attainment``     status of an outcome or a forecast against årsmål and KF:s årsmål
``change``         better, worse or unchanged since an earlier follow-up
``reporting``      which follow-ups a plan promises, when they fall due, and why a value is missing
``precedence``     which fact counts when several documents say something about the same thing
=================  =====================================================================================

The specification is the set of tables in ``tests/rules/tables``, which the tests run and from which ``docs/regler.md``
is made.
"""
