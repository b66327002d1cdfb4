"""One file per table: each turns a dossier into that table's rows."""
