"""到期提醒: one row per reminder, claimed once."""
