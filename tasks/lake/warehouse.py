"""Where a warehouse keeps its parts: in one folder, or its catalog and data on servers for many machines."""

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tasks.vocabulary.errors import NewsloomError


@dataclass(frozen=True, slots=True)
class Warehouse:
    """Where a warehouse keeps its parts, all absolute: DuckLake takes relative paths from the process.

    Attributes:
        root: this machine's folder of the warehouse: logs, locks, and all that is not elsewhere.
        catalog: as DuckLake names it: `sqlite:/…/catalog.sqlite` or `postgres:dbname=…`; without a password.
        data: a folder, or an s3:// path.
        staging: where batches wait for their commit: outside the data path, so orphan cleanup never meets them.
    """

    root: Path
    catalog: str
    data: str
    staging: Path

    @classmethod
    def at(cls, path: str | os.PathLike[str]) -> "Warehouse":
        """The warehouse in a folder; NEWSLOOM_CATALOG, NEWSLOOM_DATA and NEWSLOOM_STAGING put its parts elsewhere.

        Raises:
            NewsloomError: the catalog is neither a file nor on a PostgreSQL server.
        """
        root = Path(path).expanduser().absolute()
        catalog = _catalog(os.environ.get("NEWSLOOM_CATALOG") or f"sqlite:{root / 'catalog.sqlite'}")
        data = os.environ.get("NEWSLOOM_DATA") or str(root / "data")
        data = data if "://" in data else str(Path(data).expanduser().absolute())
        staging = root / "staging"
        if shared := os.environ.get("NEWSLOOM_STAGING"):
            # What killed runs leave is swept by whoever holds the writer's lock, so no two warehouses share a folder.
            staging = Path(shared).expanduser().absolute() / sha256(catalog.encode()).hexdigest()[:12]
        return cls(root, catalog, data, staging)

    @property
    def logs(self) -> Path:
        """Where log files go."""
        return self.root / "logs"

    @property
    def lock(self) -> Path:
        """The file that the writer holds."""
        return self.root / "writer.lock"

    @property
    def catalog_file(self) -> Path | None:
        """The catalog's file, if it is one."""
        kind, _, place = self.catalog.partition(":")
        return Path(place) if kind == "sqlite" else None

    @property
    def exists(self) -> bool:
        """Whether something was ever written here; a catalog on a server is asked when it is attached."""
        return self.catalog_file is None or self.catalog_file.exists()

    @property
    def place(self) -> str:
        """What to call it in a message."""
        return str(self.root) if self.catalog_file else self.catalog


def _catalog(given: str) -> str:
    kind, _, place = given.partition(":")
    if kind == "sqlite" and place:
        return f"sqlite:{Path(place).expanduser().absolute()}"
    if kind in {"postgres", "postgresql"} and place:
        from tasks.lake.postgres import take_password  # noqa: PLC0415 - a catalog that is a file needs none of it

        return f"postgres:{take_password(given)}"
    raise NewsloomError(
        f"the catalog begins with {kind}: write sqlite:FILE or postgres:dbname=… host=… (docs/configuration.md)"
    )
