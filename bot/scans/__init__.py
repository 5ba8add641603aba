"""Images on their way in (扫描件导入): a folder or a zip, each file through the intake."""
