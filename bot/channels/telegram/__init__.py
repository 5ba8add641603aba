"""Telegram: python-telegram-bot's Bot and Update over our own loops, so that nothing is lost.

Its updater acknowledges before it handles, its webhook queues in memory, its job queue and
conversations live in memory: none of them is used (docs/decisions, notes on chat).
"""
