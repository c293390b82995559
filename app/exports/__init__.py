"""Files made of what the pages show, by the same queries and presenters."""
