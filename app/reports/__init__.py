"""Reports to print and keep: the page of a unit as a document, and PDF of it."""
