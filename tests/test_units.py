"""The table of units: an outside library is the oracle of every factor that it knows, and plans' own units hold exactly."""

from decimal import Decimal

import pint
import pytest

from pipeline.knowledge import knowledge
from pipeline.knowledge.units import MAGNITUDES, canonical, parse_unit

KNOWN = knowledge()
ROWS = KNOWN.lexicon["units"]
REGISTRY = pint.UnitRegistry(non_int_type=Decimal)
# What the lexicon calls a unit, in the library's words, for rows that name their factor to it.
NAMES = {"t": "metric_ton", "kg": "kilogram", "g": "gram", "mg": "milligram", "µg": "microgram", "ng": "nanogram", "kW": "kilowatt",
         "W": "watt", "MW": "megawatt", "GW": "gigawatt", "TW": "terawatt", "kWh": "kilowatt_hour", "MWh": "megawatt_hour",
         "GWh": "gigawatt_hour", "TWh": "terawatt_hour", "Wh": "watt_hour", "J": "joule", "kJ": "kilojoule", "MJ": "megajoule",
         "GJ": "gigajoule", "TJ": "terajoule", "m²": "meter**2", "km²": "kilometer**2", "ha": "hectare", "m³": "meter**3",
         "L": "liter", "mL": "milliliter", "km": "kilometer", "m": "meter", "cm": "centimeter", "mm": "millimeter",
         "µm": "micrometer", "nmi": "nautical_mile", "h": "hour", "min": "minute", "s": "second", "week": "week",
         "d": "day", "V": "volt", "kV": "kilovolt"}


@pytest.mark.parametrize("row", [row for row in ROWS if row["symbol"] in NAMES and row["canonical"] in NAMES],
                         ids=lambda row: row["surface"])
def test_factors_agree_with_the_library(row):
    asked = REGISTRY.Quantity(Decimal(1), NAMES[row["symbol"]]).to(NAMES[row["canonical"]]).magnitude
    assert Decimal(row["factor"]) == pytest.approx(asked, rel=Decimal("1e-15"))


@pytest.mark.parametrize("row", [row for row in ROWS if row["symbol"] in NAMES and row["si_factor"]], ids=lambda row: row["surface"])
def test_si_factors_agree_with_the_library(row):
    asked = REGISTRY.Quantity(Decimal(1), NAMES[row["symbol"]]).to(row["si_unit"].replace("m²", "m**2").replace("m³", "m**3")).magnitude
    assert Decimal(row["si_factor"]) == pytest.approx(asked, rel=Decimal("1e-15"))


def test_coal_equivalent_is_kept_and_its_heat_is_noted():
    row = next(row for row in ROWS if row["surface"] == "千克标准煤")
    assert (row["si_factor"], row["si_unit"], row["source"]) == ("29.3076", "MJ", "GB/T 2589-2020")
    assert canonical(2.25, None, "亿吨标准煤") == canonical(22500, None, "万吨标准煤")
    assert canonical(2.25, None, "亿吨标准煤").unit == "tce"


def test_the_same_amount_in_two_writings_has_one_canonical_value():
    for one, other in ((3, "吉瓦"), (300, "万千瓦")), ((1.5, "亿千瓦时"), (15000, "万千瓦时")), ((1, "平方公里"), (100, "公顷")):
        assert canonical(*_spread(one)) == canonical(*_spread(other))


def _spread(pair):
    return pair[0], None, pair[1]


@pytest.mark.parametrize(("printed", "unit"), [("万立方米/日", "m³/d"), ("吨标准煤/万元", "tce/CNY"), ("微克/立方米", "t/m³"),
                                               ("克标准煤/千瓦时", "tce/kWh"), ("元/人·月", None), ("台套", "台套"), ("个百分点", "pp")])
def test_units_of_plans(printed, unit):
    parsed = parse_unit(printed)
    assert (parsed.canonical if parsed else None) == unit


def test_every_unit_takes_a_magnitude():
    for row in ROWS:
        base = parse_unit(row["surface"])
        assert base.factor == Decimal(row["factor"]), row
        larger = parse_unit("万" + row["surface"])
        assert larger.factor == base.factor * MAGNITUDES["万"], row


def test_an_unknown_unit_has_no_canonical_value():
    assert canonical(5, None, "牛顿米").value is None and canonical(44.97, None, "").value == 44.97
