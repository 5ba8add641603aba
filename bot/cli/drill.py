import click


@click.command()
def drill() -> None:
    """To come."""
