"""Where an answer turns."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from procurement.cases import assumptions, building, decision, inputs, options, sensitivity
from procurement.cases.gathering import Material
from procurement.cases.method import Range
from procurement.cases.sensitivity import Setting
from procurement.cases.settings import scale_addressable, set_ramp, set_years

from .test_answers import market, regional_firms

Gather = Callable[..., Material]
WORKS = "Works - Construction, Repair & Maintenance"


@pytest.fixture(scope="module")
def devices(project: Path) -> dict[str, Setting]:
    """ICT devices of the worked example, at both joint levels."""
    file = project.parent / "shared" / "design" / "worked-example-inputs.json"
    if not file.is_file():
        pytest.skip("the worked example is not beside this checkout (../shared/design), so this test did not run")
    asked = inputs.read(json.loads(file.read_text()))
    subject = asked.subjects[0]
    return {level: Setting(level, subject, asked.method, groups) for level, groups in subject.groups.items()}


def test_national_devices_break_even_at_the_printed_take_up(devices: dict[str, Setting]) -> None:
    turns = sensitivity.switches_at(devices["national"], sensitivity.set_take_up, Range(0, 0.25, 1))
    assert round(turns or 0, 3) == 0.058


def test_national_devices_beat_the_hubs_above_the_printed_take_up(devices: dict[str, Setting]) -> None:
    hubs = devices["subnational"].npv
    turns = sensitivity.switches_at(devices["national"], sensitivity.set_take_up, Range(0, 0.25, 1), over=hubs)
    assert round(turns or 0, 3) == 0.047


@pytest.mark.parametrize(
    ("change", "given", "npv"),
    [
        pytest.param(sensitivity.set_take_up, 0.106, 2_443_901.04, id="the take-up planned in Wales"),
        pytest.param(sensitivity.set_saving, 0.0, -2_172_213.62, id="no saving at all"),
        pytest.param(sensitivity.set_saving, 0.01, 487_501.22, id="one per cent"),
        pytest.param(sensitivity.set_saving, 0.02, 3_147_216.05, id="two per cent"),
    ],
)
def test_printed_values_under_other_assumptions(
    devices: dict[str, Setting], change: sensitivity.Change, given: float, npv: float
) -> None:
    assert round(change(devices["national"], given).npv, 2) == npv


def test_one_year_of_the_ramp_and_the_number_of_years_change_by_themselves(devices: dict[str, Setting]) -> None:
    hubs = devices["subnational"]
    assert set_ramp(2)(hubs, 0.9).method.ramp == (0.25, 0.9, 0.85, 1.0)
    ramps = [set_years(hubs, years).method.ramp for years in (0.5, 1.9, 3.0, 6.0)]
    assert ramps == [(0.25,), (0.25,), (0.25, 0.6, 0.85), (0.25, 0.6, 0.85, 1.0, 1.0, 1.0)]
    dearer = sensitivity.set_cost("run_cost")(hubs, 1.0).method
    assert dearer.run_cost == {**hubs.method.run_cost, "subnational": 1.0}


def test_a_turning_point_nearest_the_default_is_told(devices: dict[str, Setting]) -> None:
    """Worth a million times 0.01 less the square of the distance from 0.5: it turns at 0.4 and at 0.6."""

    def bowl(setting: Setting, given: float) -> Setting:
        """The devices with a set-up cost that makes them worth just that; a fifth of it is put on as bias."""
        worth = setting.npv
        cost = setting.method.set_up_cost["national"] + (worth - (0.01 - (given - 0.5) ** 2) * 1e6) / 1.2
        return sensitivity.set_cost("set_up_cost")(setting, cost)

    for default, turn in ((0.45, 0.4), (0.55, 0.6), (0.9, 0.6)):
        found = sensitivity.switches_at(devices["national"], bowl, Range(0, default, 1))
        assert found == pytest.approx(turn, abs=1e-9)


def test_an_assumption_that_turns_nothing_has_no_switching_value(devices: dict[str, Setting]) -> None:
    change = sensitivity.set_method("transition_cost")
    assert sensitivity.switches_at(devices["national"], change, Range(0, 10_000, 11_000)) is None


def test_the_tornado_puts_the_widest_effect_first(gather: object) -> None:
    material = gather(list(market(regional_firms, 9_000_000, level1=WORKS, level2="Buildings")))  # type: ignore[operator]
    case = building.build(material, WORKS, "Buildings")
    found = sensitivity.tornado(case, "subnational")
    widths = [abs(high - low) for low, high in found.select("npv_at_low_pence", "npv_at_high_pence").iter_rows()]
    assert widths == sorted(widths, reverse=True)
    assert found.filter(found["parameter"] == "take_up_subnational")["switches_at"].item() == pytest.approx(
        0.305, abs=0.01
    )


def test_options_without_a_procurement_turn_at_the_rate_that_they_say(gather: Gather, reference: Path) -> None:
    table = pl.read_csv(reference / "case_assumptions.csv", infer_schema=False).fill_null("")
    rows = list(market(regional_firms, 9_000_000, level1=WORKS, level2="Buildings"))
    for option, name in (("1", "price_sharing_saving"), ("2", "common_supplier_saving")):
        usual = options.compare(building.build(gather(rows), WORKS, "Buildings")).filter(option=option)
        turn = usual["switches_at"].item()
        assert "It pays from a rate of" in usual["note"].item()
        given = assumptions.read(table, {name: turn})
        again = options.compare(building.build(gather(rows, given=given), WORKS, "Buildings")).filter(option=option)
        assert abs(again["npv_pence"].item()) <= 1


def test_step_seven_says_how_little_may_be_free(gather: Gather) -> None:
    case = building.build(gather(list(market(regional_firms, 9_000_000))), "Clothing", "Uniforms")
    step = next(one for one in decision.decide(case).steps if (one.step, one.level) == (7, "subnational"))
    found = re.search(r"at least (\d+)% of the spend that could be joint is free", step.sentence)
    assert found is not None
    setting = Setting("subnational", case.subject, case.method, case.joint["subnational"].groups)
    less, more = (scale_addressable(100.0)(setting, int(found[1]) + by).npv for by in (-1, 0))
    assert less < 0 < more
