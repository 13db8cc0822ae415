"""The outstanding debt at each of the last month ends, and on the day itself."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Encours:
    """What was owed at the end of a day.

    Attributes:
      le: a month's last day, or the day of the measure for the month that runs.
      encours: € TTC owed on what was invoiced by then.
      echu: € of it that was late.
    """

    le: date
    encours: Decimal
    echu: Decimal
