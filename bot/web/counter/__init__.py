"""The counter (窗口): hand over and take back, by scanner gun or typed codes, without any script."""
