"""Faults of the operating system, in the words of those who can mend them."""

from __future__ import annotations

import errno

_WORDS = {
    errno.ENOENT: "filen eller mappen finns inte",
    errno.EACCES: "rättighet saknas",
    errno.EPERM: "rättighet saknas",
    errno.EISDIR: "det är en mapp och ingen fil",
    errno.ENOTDIR: "en del av sökvägen är ingen mapp",
    errno.EEXIST: "det finns redan något med det namnet",
    errno.ENOSPC: "disken är full",
    errno.EROFS: "disken är skrivskyddad",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.ELOOP: "länkarna går runt i en ring",
    errno.EMFILE: "för många filer är öppna",
    errno.EIO: "disken svarar inte som den ska",
}


def in_swedish(error: OSError) -> str:
    """What went wrong, as the end of a sentence; a fault without words of its own is told by its number."""
    return _WORDS.get(error.errno or 0, f"systemfel {error.errno}" if error.errno else "okänt fel")
