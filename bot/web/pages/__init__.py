"""What every page shares: the templates, who is signed in, notices."""
