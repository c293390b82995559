"""The pages: choices → queries → presenter → components. Each gives what is shown, the title and the status of the answer."""
