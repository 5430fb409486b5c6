"""Which organisation belongs to which sector, as answers and list of organisations tell it together."""

from __future__ import annotations

import numpy as np
import pandas as pd

from questionnaires.model import DONT_KNOW, NO_ANSWER, NOT_SHOWN
from questionnaires.profile import SECTORS
from questionnaires.showing import shown
from scoring.sheets import Sheet, Texts

_NO_SECTOR = {str(code) for code in (DONT_KNOW, NO_ANSWER, NOT_SHOWN)}


def sectors(sheet: Sheet) -> Texts:
    """Return the sector in each row of a sheet, blank where none is told; anything else is a problem."""
    if "sector" not in sheet:
        return np.full(len(sheet), "", dtype=object)
    positions, texts = sheet.coded("sector")
    known = ["" if text in _NO_SECTOR else text for text in texts]
    wrong = np.array([text not in {"", *SECTORS} for text in known])
    sheet.refuse_cells(
        "sector_unknown",
        wrong[positions],
        "sector",
        lambda position: {"value": shown(texts[positions[position]]), "allowed": ", ".join(SECTORS)},
    )
    kept = ["" if bad else text for text, bad in zip(known, wrong, strict=True)]
    return np.array(kept, dtype=object)[positions]


def agreed(sheet: Sheet, organisation: Texts, sector: Texts) -> dict[str, str]:
    """Return the sector of each organisation of the answers; two sectors for one organisation are a problem."""
    told = pd.DataFrame({"organisation": organisation, "sector": sector, "position": np.arange(len(sheet))})
    told = told[(told["sector"] != "") & (told["organisation"] != "")]
    first = told.drop_duplicates("organisation").set_index("organisation")
    differs = told["sector"] != told["organisation"].map(first["sector"])
    positions = told.loc[differs, "position"].tolist()

    def values(position: int) -> dict[str, str | int]:
        name = organisation[position]
        return {
            "file": sheet.file,
            "first": sheet.row(int(first["position"][name])),
            "second": sheet.row(position),
            "organisation": shown(name),
            "sector": first["sector"][name],
            "other": sector[position],
        }

    sheet.found.add_each("sector_contradiction", positions, values)
    return {str(name): str(value) for name, value in first["sector"].items()}


def compare(sheet: Sheet, organisation: Texts, sector: Texts, listed: Sheet, of_listed: dict[str, str]) -> None:
    """Note each row of the answers that tells another sector than the list of organisations."""
    other = np.array([of_listed.get(name, "") for name in organisation], dtype=object)
    sheet.refuse_cells(
        "sector_contradicts_list",
        (other != "") & (sector != "") & (other != sector),
        "sector",
        lambda position: {
            "organisation": shown(organisation[position]),
            "sector": sector[position],
            "list": listed.file,
            "other": other[position],
        },
    )
