"""Open questions and their answers: stored with who and when, written where they belong, and brought to the store at once.

==================  ==============================================================================
``questions``       what is open, and which answers each question can be given
``cells``           which printed figures a question is about, and what documents claim
``yaml_text``       a line or an item added to a YAML file, with everything else left as it is
``files``           the definitions and corrections of an installation, written whole or not at all
``answering``       one answer: files and store change together, or neither does
==================  ==============================================================================
"""

from etl.settling.answering import Answer, Settled, settle, why_not_open
from etl.settling.files import Folders, SettlingError
from etl.settling.questions import AnswerKind, Question, open_questions

__all__ = ["Answer", "AnswerKind", "Folders", "Question", "Settled", "SettlingError", "open_questions", "settle", "why_not_open"]
