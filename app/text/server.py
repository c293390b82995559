"""What the server says when it starts, or cannot."""

from __future__ import annotations

SERVER_STARTED = "Målbild finns på {address}  (avsluta med Ctrl+C)"
SERVER_PORT_TAKEN = (
    "Port {port} på {host} används redan, kanske av ett annat fönster med Målbild. Stäng det, eller välj en annan port: "
    "PORT={other} make run"
)
SERVER_PORT_FORBIDDEN = "Port {port} får inte användas av den här användaren. Välj en port över 1023, till exempel PORT=8050."
SERVER_HOST_UNKNOWN = "Adressen {host} finns inte på den här datorn. Ändra MALBILD_HOST, till exempel till 127.0.0.1."
SERVER_PORT_NOT_A_PORT = "PORT={given} är inget portnummer. Ange ett heltal mellan 1 och 65535."
SERVER_SETTINGS_WRONG = "En inställning är fel: {problem}"
