"""`python -m bot`, which is the `danggui` command."""

from __future__ import annotations


def main() -> None:
    from bot.cli.danggui import danggui

    danggui(prog_name="danggui")


if __name__ == "__main__":
    main()
