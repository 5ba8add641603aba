"""Pages of missing material (查缺): lists by unit and cadre, one cadre's whole list, the printed sheet."""
