"""Gaps (缺失材料): what should be in a dossier and is not, owed by somebody, closed one by one."""
