"""Backups (备份): one file that restores, checked when it is made and again when it is used."""
