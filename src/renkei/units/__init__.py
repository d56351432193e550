"""Dates, fiscal years, money, numerals and codes of Japanese local government.

Frozen value types and the readers for them as they are printed. The package knows no clock: what
depends on today takes ``today`` as an argument. Names load their module on first use, so that a
command that needs one of them does not wait for the others.
"""

from __future__ import annotations

# The checkers know this name; importing it from typing would cost more than this whole module.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from renkei.units.date_reading import (
        DateFlag,
        DateReading,
        Precision,
        find_dates,
        read_date,
    )
    from renkei.units.errors import UnitError
    from renkei.units.fiscal import (
        FiscalReading,
        FiscalStyle,
        FiscalYear,
        find_fiscal_years,
        read_fiscal_year,
    )
    from renkei.units.money import Rounding, Yen, YenUnit, parse_yen
    from renkei.units.municipality import (
        PREFECTURES,
        MunicipalityCode,
        check_digit,
        parse_municipality_code,
        prefecture_name,
    )
    from renkei.units.numerals import (
        AIUEO,
        IROHA,
        NumeralSeries,
        digits_to_fullwidth,
        digits_to_halfwidth,
        parse_aiueo,
        parse_arabic,
        parse_iroha,
        parse_kanji,
        parse_labels,
        parse_latin,
        parse_numeral,
        parse_roman,
        to_aiueo,
        to_circled,
        to_fullwidth,
        to_halfwidth,
        to_iroha,
        to_kanji,
        to_kanji_positional,
        to_latin,
        to_roman,
    )
    from renkei.units.wareki import DateStyle, DigitWidth, Era, Wareki, era_year_text, format_date

_HOMES = {
    "date_reading": "DateFlag DateReading Precision find_dates read_date",
    "errors": "UnitError",
    "fiscal": "FiscalReading FiscalStyle FiscalYear find_fiscal_years read_fiscal_year",
    "money": "Rounding Yen YenUnit parse_yen",
    "municipality": "PREFECTURES MunicipalityCode check_digit parse_municipality_code"
    " prefecture_name",
    "numerals": "AIUEO IROHA NumeralSeries digits_to_fullwidth digits_to_halfwidth parse_aiueo"
    " parse_arabic parse_iroha parse_kanji parse_labels parse_latin parse_numeral parse_roman"
    " to_aiueo to_circled to_fullwidth to_halfwidth to_iroha to_kanji to_kanji_positional"
    " to_latin to_roman",
    "wareki": "DateStyle DigitWidth Era Wareki era_year_text format_date",
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value  # the next access finds it without coming here
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})


__all__ = [
    "AIUEO",
    "IROHA",
    "PREFECTURES",
    "DateFlag",
    "DateReading",
    "DateStyle",
    "DigitWidth",
    "Era",
    "FiscalReading",
    "FiscalStyle",
    "FiscalYear",
    "MunicipalityCode",
    "NumeralSeries",
    "Precision",
    "Rounding",
    "UnitError",
    "Wareki",
    "Yen",
    "YenUnit",
    "check_digit",
    "digits_to_fullwidth",
    "digits_to_halfwidth",
    "era_year_text",
    "find_dates",
    "find_fiscal_years",
    "format_date",
    "parse_aiueo",
    "parse_arabic",
    "parse_iroha",
    "parse_kanji",
    "parse_labels",
    "parse_latin",
    "parse_municipality_code",
    "parse_numeral",
    "parse_roman",
    "parse_yen",
    "prefecture_name",
    "read_date",
    "read_fiscal_year",
    "to_aiueo",
    "to_circled",
    "to_fullwidth",
    "to_halfwidth",
    "to_iroha",
    "to_kanji",
    "to_kanji_positional",
    "to_latin",
    "to_roman",
]
