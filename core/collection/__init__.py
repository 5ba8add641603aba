"""Collection (收集): what units hand in, counted in at the counter, inspected piece by piece."""
