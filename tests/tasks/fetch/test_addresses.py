"""An address in, whether it may be reached out."""

import pytest

from tasks.fetch.addresses import refused
from tasks.fetch.settings import FeedSettings

NONE = FeedSettings(feeds=[])
SOME = FeedSettings(feeds=[], allow_private=["10.1.0.0/16", "intranet.example"])


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "::", "ff02::1",
    ],
)  # fmt: skip
def test_no_private_address_is_reached(address: str) -> None:
    assert refused("gazette.example", ["93.184.215.14", address], NONE) == address


def test_public_and_allowed_addresses_are_reached() -> None:
    assert refused("gazette.example", ["93.184.215.14", "2606:2800:21f::1"], NONE) is None
    assert refused("gazette.example", ["10.1.2.3"], SOME) is None
    assert refused("gazette.example", ["10.2.2.3"], SOME) == "10.2.2.3"
    assert refused("intranet.example", ["10.2.2.3"], SOME) is None
