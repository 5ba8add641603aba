import click


@click.command()
def restore() -> None:
    """To come."""
