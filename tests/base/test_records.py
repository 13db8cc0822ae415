"""Records that are cheap to make are dataclasses like any other."""

import dataclasses
import gc
from dataclasses import dataclass, field

import pytest
from relancier.base.records import quick, records_in_bulk


@quick
@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 2


def test_a_quick_record_takes_its_arguments_by_place_by_name_and_by_default() -> None:
    assert (Point(1), Point(1, 3), Point(y=4, x=5)) == (Point(1, 2), Point(x=1, y=3), Point(5, 4))
    assert repr(Point(1)) == "Point(x=1, y=2)"
    assert hash(Point(1, 2)) == hash(Point(1))
    with pytest.raises(TypeError, match=r"__init__\(\) missing 1 required positional argument: 'x'"):
        Point()  # type: ignore[call-arg]


def test_a_quick_record_is_frozen_and_can_be_replaced() -> None:
    point = Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.x = 3  # type: ignore[misc]
    assert dataclasses.replace(point, y=9) == Point(1, 9)


def test_a_record_that_is_more_than_its_arguments_is_refused() -> None:
    with pytest.raises(TypeError, match="Listing is more than its arguments"):

        @quick
        @dataclass(frozen=True, slots=True)
        class Listing:
            items: list[int] = field(default_factory=list)


def test_the_collector_of_cycles_is_back_after_records_were_made_even_when_that_failed() -> None:
    def fail() -> None:
        with records_in_bulk():
            assert not gc.isenabled()
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert gc.isenabled()
