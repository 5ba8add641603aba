"""Submissions on pages (材料报送): drafted at the desk, printed, counted in at the counter."""
