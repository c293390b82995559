"""What people write in Målbild itself: comments on figures. Nothing is erased; a change ends one wording and begins another."""
