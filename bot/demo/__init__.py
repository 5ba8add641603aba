"""The demo archive (演示档案室): invented rooms, units, people and staff."""
