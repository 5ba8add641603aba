"""Stories (演示流程): a whole flow played by several people over real HTTP, step by step observed."""

from bot.story.play import main

__all__ = ["main"]
