"""Campaigns (专项工作): in batches, unit by unit, until nothing is missing (查漏补全、配合建全、常态收全)."""
