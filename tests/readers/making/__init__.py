"""Makes plans and reports as PDF and Word from known figures, in the layouts that controllers meet."""
