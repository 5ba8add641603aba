"""登记簿: the bound book of what left the store and what came back, page by page."""
