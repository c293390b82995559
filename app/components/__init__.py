"""Views into HTML. Texts come ready from the presenters; here they only get their place.

Pages are HTML text and not trees of Dash components: the first picture is in the answer itself, and the browser's own
parser draws the thousand elements of a unit's page in milliseconds where Dash's renderer took seconds. Dash's part is what
moves: addresses (``page.py``) and charts (``chart.py``).
"""
