"""The schemas say all of the output contract: closed, every property described, keys in order, null only where allowed."""

import copy
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from pipeline.printed import print_plan
from pipeline.records import Table, TableEvidence
from pipeline.validate import ContractError, SchemaError, validate, validator

ROOT = Path(__file__).parents[1]
SCHEMAS = {path.name.split(".")[0]: json.loads(path.read_text(encoding="utf-8"))
           for path in sorted((ROOT / "schemas").glob("*.schema.json"))}

CONTRACT = {
    "": "schema_version document sections blocks tables targets results checks warnings",
    "document": "id title issuer number published region period sources annexes",
    "source": "name media_type encoding sha256 characters",
    "annex": "title source",
    "section": "id number title level",
    "block": "id section kind text spans",
    "span": "source start end",
    "table": "id source caption unit header_rows rows",
    "region": "name code",
    "indicator": "name id topic",
    "canonical": "value upper unit",
    "record": "id indicator scope region status measure direction comparator value upper unit canonical year year_implicit "
              "base_year base_implicit base_value commitment responsible section evidence",
    "text_evidence": "source start end text block",
    "table_evidence": "source table row column text",
    "cell_evidence": "source table row column text start end",
    "check": "rule ok records expected found message",
    "warning": "code message source start end",
}
NULLABLE = {
    "document": "title issuer number published period", "source": "encoding sha256", "annex": "source", "block": "section",
    "table": "caption unit", "region": "code", "indicator": "id topic", "canonical": "value upper",
    "record": "scope direction upper year base_year base_value commitment section", "check": "expected found",
    "warning": "source start end",
}


@pytest.fixture
def plan(plan):
    """The small plan with a table in its text beside the one of its annex."""
    text = plan.document.sources[0].text
    cell = TableEvidence("plan.txt", "t1", 0, 0, "14%", text.index("14%"), text.index("14%") + 3)
    city = replace(plan.results[0], evidence=(*plan.results[0].evidence, cell))
    return replace(plan, results=(city,), tables=(*plan.tables, Table("t1", "plan.txt", None, None, 0, (("14%",),))))


def objects(node, path="#"):
    """Every sub-schema that describes an object's properties (conditions have no type)."""
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield path, node
        for key, child in node.items():
            yield from objects(child, f"{path}/{key}")
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from objects(child, f"{path}/{index}")


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_closed_and_described(name):
    schema = SCHEMAS[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema") and schema["description"]
    for path, node in objects(schema):
        assert "additionalProperties" in node, f"{path} is open"
        if "properties" not in node:
            continue
        assert node["additionalProperties"] is False, f"{path} is open"
        for key, described in node["properties"].items():
            text = described.get("description", "")
            assert len(text) > 5 and text.endswith("."), f"{path}: {key} is not described"


@pytest.mark.parametrize("part", CONTRACT)
def test_the_contract_has_these_keys_in_this_order_and_all_of_them(part):
    schema = SCHEMAS["plan"]["$defs"][part] if part else SCHEMAS["plan"]
    assert list(schema["properties"]) == schema["required"] == CONTRACT[part].split()


def test_a_printed_plan_has_the_keys_in_the_contract_s_order(plan):
    printed = print_plan(plan)
    parts = {"": printed, "document": printed["document"], "source": printed["document"]["sources"][0],
             "annex": printed["document"]["annexes"][0], "section": printed["sections"][0], "block": printed["blocks"][0],
             "span": printed["blocks"][0]["spans"][0], "table": printed["tables"][0], "record": printed["targets"][0],
             "text_evidence": printed["targets"][0]["evidence"][0], "table_evidence": printed["results"][0]["evidence"][0],
             "cell_evidence": printed["results"][0]["evidence"][1],
             "region": printed["targets"][0]["region"], "indicator": printed["targets"][0]["indicator"],
             "canonical": printed["targets"][0]["canonical"], "check": printed["checks"][0], "warning": printed["warnings"][0]}
    assert {part: " ".join(value) for part, value in parts.items()} == CONTRACT
    assert list(printed["document"]["period"]) == ["start", "end"]


def places(printed):
    """One value of each part of the contract, as a dictionary that a test may change."""
    return {"document": printed["document"], "source": printed["document"]["sources"][0],
            "annex": printed["document"]["annexes"][0], "section": printed["sections"][0], "block": printed["blocks"][0],
            "table": printed["tables"][0], "region": printed["targets"][1]["region"],
            "indicator": printed["targets"][1]["indicator"], "canonical": printed["targets"][1]["canonical"],
            "record": printed["results"][0], "check": printed["checks"][0], "warning": printed["warnings"][0],
            "span": printed["blocks"][0]["spans"][0], "text_evidence": printed["targets"][0]["evidence"][0],
            "table_evidence": printed["results"][0]["evidence"][0], "cell_evidence": printed["results"][0]["evidence"][1]}


@pytest.mark.parametrize("part", [part for part in CONTRACT if part])
def test_null_stands_only_where_the_contract_allows_it(plan, part):
    for key in CONTRACT[part].split():
        printed = copy.deepcopy(print_plan(plan))
        places(printed)[part][key] = None
        allowed = key in NULLABLE.get(part, "").split()
        assert validator("plan").is_valid(printed) is allowed, f"{part}.{key}"


@pytest.mark.parametrize("part", [part for part in CONTRACT if part])
def test_no_key_may_be_missing_or_added(plan, part):
    for key in CONTRACT[part].split():
        printed = copy.deepcopy(print_plan(plan))
        del places(printed)[part][key]
        assert not validator("plan").is_valid(printed), f"{part} without {key}"
    printed = copy.deepcopy(print_plan(plan))
    places(printed)[part]["more"] = 1
    assert not validator("plan").is_valid(printed)


@pytest.mark.parametrize("change", [
    {"measure": "level", "direction": "increase"},
    {"comparator": "between", "upper": None},
    {"comparator": "eq", "upper": 5},
    {"base_year": None, "base_implicit": True},
    {"value": "14"},
    {"year": "2020"},
    {"year": 20},
    {"status": "actual"},
    {"region": {"name": "内蒙古", "code": 150000}},
    {"region": {"name": "内蒙古", "code": "15"}},
])
def test_fields_that_contradict_each_other_are_refused(plan, change):
    printed = copy.deepcopy(print_plan(plan))
    assert validator("plan").is_valid(printed)
    printed["targets"][0].update(change)
    assert not validator("plan").is_valid(printed)


def test_the_fast_validator_and_the_reference_one_agree(plan):
    reference = jsonschema.Draft202012Validator(SCHEMAS["plan"])
    printed = print_plan(plan)
    assert reference.is_valid(printed) and validator("plan").is_valid(printed)
    for part, node in places(copy.deepcopy(printed)).items():
        for key in node:
            for wrong in (None, "", -1, [], {}, True, 1.5, "x"):
                other = copy.deepcopy(printed)
                places(other)[part][key] = wrong
                assert reference.is_valid(other) == validator("plan").is_valid(other), f"{part}.{key} = {wrong!r}"


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "gold").glob("*.json")), ids=lambda path: path.stem)
def test_the_marked_up_documents_keep_their_schema(path):
    validate(json.loads(path.read_text(encoding="utf-8")), "gold")


def test_a_missing_schema_is_a_wrong_set_up():
    with pytest.raises(SchemaError, match="schemas/nothing.schema.json is missing"):
        validator("nothing")


def test_a_fault_names_its_place(plan):
    printed = copy.deepcopy(print_plan(plan))
    printed["results"][0]["unit"] = None
    with pytest.raises(ContractError, match=r"results\[0\]\.unit \(能耗/150200/actual/level/2015\)"):
        validate(printed)


@pytest.mark.parametrize("name, change, told", [
    ("plan", lambda p: p["results"][0].update(unit=None), "None is not of type 'string' (should be: The unit as printed"),
    ("plan", lambda p: p["document"].update(period={"start": 16, "end": 2020}), "document.period.start: 16 is less than"),
    ("plan", lambda p: p["results"][0].update(evidence=[]), "evidence (能耗/150200/actual/level/2015): [] should be non-empty"),
    ("plan", lambda p: p.update(warnings=[3] * 9), "and 4 more"),
    ("diff", lambda p: None, "required property"),
])
def test_a_fault_is_told_in_words_down_to_what_is_wrong(plan, name, change, told):
    printed = copy.deepcopy(print_plan(plan))
    change(printed)
    with pytest.raises(ContractError) as error:
        validate(printed, name)
    assert told in str(error.value)


def test_a_fault_in_another_schema_that_is_referred_to_is_told():
    """diff.schema.json takes what it says of a plan from plan.schema.json."""
    old = {"id": "a", "title": 3, "number": None, "published": None, "region": None, "period": None}
    with pytest.raises(ContractError, match=r"old\.title: 3 is not "):
        validate({"schema_version": "1.0", "old": old, "new": old, "changes": [], "summary": {}}, "diff")


def test_a_long_value_is_not_quoted_whole(plan):
    printed = copy.deepcopy(print_plan(plan))
    printed["results"] = "长" * 100_000
    with pytest.raises(ContractError) as error:
        validate(printed)
    assert len(str(error.value)) < 1000
