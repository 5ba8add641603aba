"""Key facts (三龄两历一身份): what accepted papers show, where they differ, what an organ decided."""
