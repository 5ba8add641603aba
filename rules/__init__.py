"""What the law says: the rule book (制度规则库), its facts and its two evaluators."""
