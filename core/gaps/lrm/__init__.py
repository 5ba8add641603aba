"""Reading 任免审批表 files (.lrm of editor 2.0, .lrmx of 3.0) into plain words; touches no database."""
