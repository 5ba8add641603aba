"""How people, browsers and clocks reach us."""
