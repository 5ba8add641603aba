"""Certificates (本室证书): a small authority of the room's own, for https where no other is at hand."""
