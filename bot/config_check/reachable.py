"""How people and services reach us (对外): https, certificates, the webhook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.config_check.finding import Finding
from bot.settings import Settings

RENEW_AHEAD = timedelta(days=30)


def plain_http(settings: Settings) -> Iterator[Finding]:
    if settings.on_loopback or settings.tls_cert or settings.over_https:
        return
    said = f"plain http on {settings.host}: anyone on the network can read along"
    if settings.allow_http:
        yield Finding("ALLOW_HTTP", said, False)
    else:
        yield Finding("HOST", said + "; set TLS_CERT and TLS_KEY, or ALLOW_HTTP=1", True)


def certificate_and_key(settings: Settings) -> Iterator[Finding]:
    if bool(settings.tls_cert) != bool(settings.tls_key):
        yield Finding("TLS_CERT", "TLS_CERT and TLS_KEY belong together", True)
    for name, path in (("TLS_CERT", settings.tls_cert), ("TLS_KEY", settings.tls_key)):
        if path is not None and not path.is_file():
            yield Finding(name, f"there is no file {path}", True)
    if settings.tls_cert and not settings.over_https:
        yield Finding("PUBLIC_URL", "begins with http:// though TLS_CERT is set", True)


def certificate_soon_over(settings: Settings, today: date) -> Iterator[Finding]:
    """A certificate that browsers will soon refuse; one that cannot be read stops us."""
    if settings.tls_cert is None or not settings.tls_cert.is_file():
        return
    from bot.certs.files import load_certificate

    try:
        ends = load_certificate(settings.tls_cert).not_valid_after_utc.date()
    except ValueError:
        yield Finding("TLS_CERT", f"{settings.tls_cert.name} is no certificate in PEM", True)
        return
    if ends <= today + RENEW_AHEAD:
        said = f"ends on {ends.isoformat()}; `danggui certs` renews one of our own making"
        yield Finding("TLS_CERT", said, False)


def webhook_secret(settings: Settings) -> Iterator[Finding]:
    if settings.telegram_token is None or settings.telegram_mode != "webhook":
        return
    if settings.telegram_webhook_secret is None and not settings.on_loopback:
        yield Finding("TELEGRAM_WEBHOOK_SECRET", "webhook mode needs it beyond loopback", True)
