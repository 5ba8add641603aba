"""The yardstick (教科书写法): one lend as a good textbook would write it for a web application.

AsyncSession over aiosqlite, entities, one transaction per command, BEGIN IMMEDIATE, tried again
while the file is busy, synchronous=FULL. It leaves the same rows as `core.custody.hand_over`:
outcome, decision, custody, line, request, reminder, code, messages, log entry with payload, the
log's head; `tests/bot/bench` compares them. Admission, the facts of the law and the arithmetic of
the log are the house's own functions (`run_sync`), prepared statements and all: the yardstick is
not slowed by what the house does better, and it follows the law as the law grows.
"""

from bot.bench.textbook.shop import Textbook, textbook_engine

__all__ = ["Textbook", "textbook_engine"]
