"""Documents and figures into the store: what is new is added, what changed is superseded, what is the same writes nothing.

``load`` is the way in. One source document is one transaction: facts, findings, and the read model that they touch.

==================  ==============================================================================
``sections``        the records of a file, cut into documents
``identity``        which unit, year and kind a document is of
``register``        which unit, indicator and goal a printed name stands for
``rows``, ``facts`` what the document says, as rows of the fact tables, and what there is to ask
``corrections``     what somebody has corrected: where a row is read, and (``corrected_facts``) in what is loaded already
``changes``         the difference from what the store holds
``findings``        questions, warnings and rejections, each kept once
``document``        the transaction
``definitions``     units and indicators from their files, with what drafts (and ``goal_titles``) turn out to be
``disagreements``   where documents contradict each other, and (``course``) where figures go astray through time
``versions``        what there is to say where a document is a version of another, or of itself
``one_file``        the documents of a file
``bulk``            the new documents of a folder of figures, together
``file_findings``   what there is to say of the file as such
``memory``          what need not be read again
``pieces``          lists that are longer than a statement takes
``withdrawal``      documents that are taken back
``run``             all of it in order
==================  ==============================================================================
"""

from etl.loading.identity import Given, UnknownUnitError
from etl.loading.report import FileReport, LoadReport, NobodyWatches, State, Watcher
from etl.loading.run import load

__all__ = ["FileReport", "Given", "LoadReport", "NobodyWatches", "State", "UnknownUnitError", "Watcher", "load"]
