"""The lock file of the language server: exact versions with their hashes, and no address."""

from __future__ import annotations

import json
from pathlib import Path

LOCK = Path(__file__).parents[2] / "tools" / "editor" / "package-lock.json"


def test_packages_are_pinned_by_hash_and_not_by_address() -> None:
    """Each has a version and a hash; where it comes from is the machine's own business."""
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    del packages[""]
    assert "node_modules/yaml-language-server" in packages
    for name, package in packages.items():
        assert package["version"], name
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name
        assert "hasInstallScript" not in package, name
