"""Views into Plotly figures as plain dictionaries, each with the text that says the same."""
