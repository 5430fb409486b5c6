"""The settings of an installation: defaults that work, and a sentence for everything that does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostic.settings import PREFIX, Settings, settings_of
from questionnaires.problems import InputError

NAMES = ("DATA", "DATABASE", "ADDRESS", "HOST", "PORT", "BRAND", "WORKERS", "TRUSTED_PROXY", "LANG", "NOSUCH")
VALUES = st.one_of(
    st.text(),
    st.integers().map(str),
    st.sampled_from(
        [
            "https://[",
            "https://a@b",
            "https://example.org:99999",
            "http://[::1]:8000",
            "postgresql://[",
            "sqlite:///",
            "true",
            "\0",
            "\udcff",
            "",
        ]
    ),
)


def codes(**environment: str) -> list[str]:
    """Codes and settings of what is wrong with an environment, named without the prefix."""
    with pytest.raises(InputError) as caught:
        settings_of({PREFIX + name: value for name, value in environment.items()})
    return [f"{problem.code} {problem.values['name']}".replace(PREFIX, "") for problem in caught.value.problems]


def test_nothing_needs_to_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert settings_of({"HOME": "/root"}) == Settings(
        data=tmp_path / "data",
        database=f"sqlite:///{tmp_path}/data/zusammenspiel.sqlite",
        address="http://127.0.0.1:8000",
        host="127.0.0.1",
        port=8000,
        brand="Zusammenspiel",
        workers=1,
        trusted_proxy=False,
    )


def test_everything_can_be_set() -> None:
    environment = {
        "DATA": "/srv/data",
        "DATABASE": "postgresql://umfrage:geheim@db.example.org/umfrage",
        "ADDRESS": "https://umfrage.example.org/",
        "HOST": "::",
        "PORT": "9000",
        "BRAND": "Bündnis für Bildung",
        "WORKERS": "4",
        "TRUSTED_PROXY": "true",
        "LANG": "de",
    }

    assert settings_of({PREFIX + name: value for name, value in environment.items()}) == Settings(
        data=Path("/srv/data"),
        database="postgresql://umfrage:geheim@db.example.org/umfrage",
        address="https://umfrage.example.org",
        host="::",
        port=9000,
        brand="Bündnis für Bildung",
        workers=4,
        trusted_proxy=True,
    )


def test_an_empty_line_in_a_file_of_settings_sets_nothing() -> None:
    assert settings_of({PREFIX + name: " " for name in NAMES}) == settings_of({})


@pytest.mark.parametrize(
    ("host", "address"),
    [("0.0.0.0", "http://127.0.0.1:8000"), ("::", "http://127.0.0.1:8000"), ("::1", "http://[::1]:8000")],  # noqa: S104
)
def test_links_lead_to_this_machine_where_no_public_address_is_set(host: str, address: str) -> None:
    assert settings_of({PREFIX + "HOST": host}).address == address


@pytest.mark.parametrize(
    ("address", "secure"), [("https://umfrage.example.org", True), ("http://localhost:8000", False)]
)
def test_cookies_are_for_https_alone_where_the_public_address_is(address: str, secure: bool) -> None:  # noqa: FBT001
    assert settings_of({PREFIX + "ADDRESS": address}).secure is secure


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("NOSUCH", "1", "setting_unknown"),
        ("PORT", "many", "setting_value"),
        ("PORT", "0", "setting_value"),
        ("PORT", "65536", "setting_value"),
        ("WORKERS", "0", "setting_value"),
        ("WORKERS", "65", "setting_value"),
        ("WORKERS", "1.5", "setting_value"),
        ("TRUSTED_PROXY", "perhaps", "setting_value"),
        ("BRAND", "a" * 61, "setting_value"),
        ("BRAND", "a\nb", "setting_value"),
        ("DATA", "a\0b", "setting_value"),
        ("DATABASE", "mysql://localhost/a", "setting_database"),
        ("DATABASE", "sqlite:///", "setting_database"),
        ("DATABASE", "sqlite:///:memory:", "setting_database"),
        ("DATABASE", "postgresql://[", "setting_database"),
        ("DATABASE", "postgresql://localhost:many/a", "setting_database"),
        ("ADDRESS", "umfrage.example.org", "setting_address"),
        ("ADDRESS", "http://umfrage.example.org", "setting_address"),
        ("ADDRESS", "http://127.0.0.1.example.org", "setting_address"),
        ("ADDRESS", "http://localhost@example.org", "setting_address"),
        ("ADDRESS", "https://example.org/unter", "setting_address"),
        ("ADDRESS", "https://example.org?a", "setting_address"),
        ("ADDRESS", "https://exam\tple.org", "setting_address"),
        ("ADDRESS", "https://example.org:0", "setting_address"),
        ("ADDRESS", "https://[", "setting_address"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_its_name(name: str, value: str, code: str) -> None:
    assert codes(**{name: value}) == [f"{code} {name}"]


def test_what_follows_from_a_wrong_setting_is_not_blamed_too() -> None:
    assert codes(HOST="a b") == ["setting_value HOST"]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    wrong = codes(NOSUCH="1", WORKERS="0", DATABASE="x", ADDRESS="y")

    assert " · ".join(wrong) == (
        "setting_unknown NOSUCH · setting_value WORKERS · setting_database DATABASE · setting_address ADDRESS"
    )


def test_no_sentence_repeats_a_password() -> None:
    with pytest.raises(InputError) as caught:
        settings_of({PREFIX + "DATABASE": "postgres://a:geheim@b/c", PREFIX + "ADDRESS": "http://a:geheim@b"})

    texts = [problem.text(language) for problem in caught.value.problems for language in ("de", "en")]
    assert [text for text in texts if "geheim" in text] == []
    assert len(texts) == 4


@given(st.dictionaries(st.sampled_from([PREFIX + name for name in NAMES]) | st.text(), VALUES))
def test_any_environment_gives_settings_or_sentences_in_both_languages(environment: dict[str, str]) -> None:
    try:
        settings = settings_of(environment)
    except InputError as error:
        texts = [problem.text(language) for problem in error.problems for language in ("de", "en")]
        assert all(texts)
        assert texts
    else:
        assert settings.address.startswith(("https://", "http://"))
        assert settings.data.is_absolute()
