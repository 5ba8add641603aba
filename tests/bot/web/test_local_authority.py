"""安装本室证书：没登录也能看，指纹可核对，私钥拿不到；没有自建证书就没有这一页。
The page to install the room's authority is open, shows the fingerprint, and never the key.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from cryptography.x509 import load_der_x509_certificate

from bot.certs.authority import fingerprint, new_authority
from bot.certs.files import authority_in, store
from tests.support.house import House, a_house
from tests.support.web import a_site


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as opened:
        yield opened


async def test_a_phone_reads_the_fingerprint_and_takes_the_certificate(
    house: House, tmp_path: Path
) -> None:
    made = new_authority("Danggui", ["archive.lan"], datetime.now(UTC))
    store(authority_in(tmp_path / "keys"), [made[0]], made[1])
    async with a_site(house, tmp_path) as site, aiohttp.ClientSession() as phone:
        async with phone.get(site.make_url("/certs")) as page:
            text = await page.text()
        assert fingerprint(made[0])[:11] in text
        async with phone.get(site.make_url("/certs/danggui-ca.crt")) as file:
            assert file.content_type == "application/x-x509-ca-cert"
            assert load_der_x509_certificate(await file.read()) == made[0]


@pytest.mark.parametrize("path", ["/certs", "/certs/danggui-ca.crt", "/certs/tls_ca.key"])
async def test_a_house_without_its_own_authority_has_no_such_page(
    house: House, tmp_path: Path, path: str
) -> None:
    async with (
        a_site(house, tmp_path) as site,
        aiohttp.ClientSession(site.make_url("/")) as phone,
        phone.get(path) as page,
    ):
        assert page.status == 404
