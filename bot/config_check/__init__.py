"""The check of the settings (设置检查): what keeps us from serving, and what to think about."""
