"""Pages and the JSON interface, on aiohttp."""
