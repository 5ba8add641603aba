"""The yardstick (教科书写法): one lend as a good textbook would write it for a web application.

AsyncSession over aiosqlite, entities, one transaction per command, BEGIN IMMEDIATE, tried again
while the file is busy, synchronous=FULL. It reads the same facts, asks the same law and leaves the
same rows as `core.custody.hand_over`: outcome, decision, custody, line, request, reminder, code,
messages, log entry with payload, the log's head. The law, the arithmetic of the log and the lists
of fields are the house's own, so that only the way to the database differs. `tests/bot/bench`
compares the rows that both leave.
"""

from bot.bench.textbook.shop import Textbook, textbook_engine

__all__ = ["Textbook", "textbook_engine"]
