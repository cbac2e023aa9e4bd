"""Deriving documents again: all, those of one outlet, or those taken in since a time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.parameters import ReprocessParameters, RunParameters

pytestmark = pytest.mark.usefixtures("prefect_server")


def page(outlet: str, words: str) -> str:
    return (
        f"<html><head><title>{words} | {outlet}</title><meta property='og:site_name' content='{outlet}'></head>"
        f"<body><article><h1>{words}</h1><p>The council of Vesterholm met on Monday about {words}, and it will "
        "meet again when the report is there.</p><p>“It is late,” Ida Brandt said.</p></article></body></html>"
    )


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from flows.pipeline import pipeline

    folder = tmp_path_factory.mktemp("reprocess")
    (folder / "a.html").write_text(page("The Vesterholm Post", "ferries"))
    (folder / "b.html").write_text(page("Harbour Mail", "bridges"))
    parameters = RunParameters(inputs=[str(folder)], warehouse=str(folder / "wh"), workers=0)
    assert pipeline(parameters, return_state=True).is_completed()
    return folder / "wh"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("chosen", "n_articles"),
    [
        ({}, "2 articles"),
        ({"source": "the vesterholm post"}, "1 article"),
        ({"source": "Another Paper"}, "0 articles"),
        ({"since": datetime.now(UTC) - timedelta(days=1)}, "2 articles"),
        ({"since": datetime.now(UTC) + timedelta(days=1)}, "0 articles"),
    ],
)
def test_chosen_documents_are_derived_again_and_nothing_changes(
    warehouse: Path, chosen: dict[str, object], n_articles: str
) -> None:
    from flows.reprocess import reprocess

    given = ReprocessParameters.model_validate({"warehouse": str(warehouse), "workers": 0, **chosen})
    state = reprocess(given, return_state=True)
    assert state.is_completed()
    assert str(state.message).startswith(f"{n_articles}, ")
    assert str(state.message).endswith("nothing changed, no snapshot")
