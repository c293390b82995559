"""Work that takes longer than an answer may: done beside the answers, with progress that is seen and work that can be stopped."""
