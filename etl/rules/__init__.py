"""The domain's rules as pure functions: values in, values out; nothing is imported but the vocabulary.

=====================  =====================================================================================
``exact``              decimal arithmetic without float surprises
``figures``            the small types that the rules take and give
``comparability``      whether two printed units of measure are the same kind of measure
``attainment``         status of an outcome or a forecast against årsmål and KF:s årsmål
``change``             better, worse or unchanged since an earlier follow-up
``margin``             margins of error: what chance alone may do to a share, a change, a gap between women and men
``process_behaviour``  what always varies and what is a real change, for an indicator followed often enough
``withholding``        what ordinary readers do not see: too few people, and what that could be worked out from
``subtraction``        what can be found from sums by subtraction, and what has to go with it
``adding_up``          a parent's figure out of its units', and how many of them reach their targets
``judgements``         where indicators tell another story than the judgement that people state
``reporting``          which follow-ups a plan promises, when they fall due, and why a value is missing
``precedence``         which fact counts when several documents say something about the same thing
=====================  =====================================================================================

The specification is the set of tables in ``tests/rules/tables``, which the tests run and from which ``docs/regler.md``
is made.
"""
