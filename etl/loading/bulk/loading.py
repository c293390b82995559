"""The documents of a folder of figures that the store does not know in one transaction, and the others as ever."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from data.bulk import bulk_transaction
from data.schema import SourceDocument
from etl.garbage import no_search_for_garbage
from etl.loading.bulk.choosing import Met, new_documents
from etl.loading.bulk.documents import Blocks
from etl.loading.bulk.together import Together
from etl.loading.identity import Given
from etl.loading.memory import JUDGED_BY, program_sha256, set_store_fact
from etl.loading.one_file import FileLoading
from etl.loading.register import Register
from etl.loading.report import State, Watcher
from etl.loading.sections import Section
from etl.readers.figures import FiguresFolder


class FolderLoading(FileLoading):
    """The loading of a folder of figures: its new documents whole or not at all, each of the others by itself."""

    def _sections(self, watcher: Watcher) -> Iterator[Section]:
        """Load what is new; gives what is left to load one by one."""
        folder = FiguresFolder(self._source.path)
        if folder.remarks:
            yield Section(None, -1, list(folder.remarks))
        is_given = self._reading.given != Given()  # what it is for is found out one document after another
        loaded = set() if is_given or not folder.parts else self._load_new(folder, watcher)
        for position, part in enumerate(folder.parts):
            if position not in loaded:
                yield Section(folder.document(part), position, list(folder.records(part))[1:])

    def _load_new(self, folder: FiguresFolder, watcher: Watcher) -> set[int]:
        """Load the documents that are plainly new; gives their places."""
        with bulk_transaction(self._engine) as connection:
            register = Register(connection, self._desk.definitions, is_example=self._source.is_example)
            met = Met(*(self._source.bare_name, self._reading.sha256, {*self._last_keys, *self._taken}, self._desk.corrections))
            chosen = new_documents(connection, folder, register, met)
            if not chosen:
                return set()
            blocks = Blocks(folder, chosen, register)
            new = blocks.new
            is_first = connection.execute(select(SourceDocument.id)).first() is None
            together = Together(connection, self._source, self._reading.sha256, register)
            watcher.doing(self._source.file_name, f"läser in {len(new)} dokument")
            with no_search_for_garbage():
                self._documents.extend(together.load(blocks))
            del blocks  # judging needs the memory that the lines take
            watcher.doing(self._source.file_name, f"bedömer {len(new)} dokument")
            together.judge(self._desk.today)
            self._keys.extend(each.key for each in new)
            self._report.states[State.NEW] += len(new)
            if is_first:
                set_store_fact(connection, JUDGED_BY, program_sha256())
            if len(new) == len(folder.parts) and not folder.remarks:
                self._remember(connection)
        for _ in new:
            watcher.document_done(self._source.file_name)
        return {each.position for each in new}
