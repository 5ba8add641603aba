import click


@click.command()
def backup() -> None:
    """To come."""
