"""Our own chat page (内网对话): phone and PC, the embedded default channel."""
