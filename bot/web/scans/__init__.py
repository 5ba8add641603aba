"""Digital copies at the desk (案头：数字档案)."""
