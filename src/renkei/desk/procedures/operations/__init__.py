"""Every write to the procedures. Pages, files, the demonstration and commands all come through here."""

from __future__ import annotations

from renkei.desk.procedures.operations.acts import (
    RECORD,
    RECORD_NAMES,
    agree_text,
    attach,
    confirm_signing,
    correct_act,
    record_bill,
    record_consultation,
    record_filing,
    record_notice,
    record_publication,
    record_resolution,
    record_signing,
    remove_paper,
    withdraw_act,
)
from renkei.desk.procedures.operations.batch import open_batch, record_together
from renkei.desk.procedures.operations.common import Deed
from renkei.desk.procedures.operations.effect import take_effect
from renkei.desk.procedures.operations.opening import (
    open_procedure,
    put_text,
    revise,
    withdraw_procedure,
)
from renkei.desk.procedures.operations.past import PastAct, confirm_past, record_past
from renkei.desk.procedures.operations.transmitted import (
    confirm_transmitted,
    record_transmitted,
    withdraw_transmitted,
)

__all__ = [
    "RECORD",
    "RECORD_NAMES",
    "Deed",
    "PastAct",
    "agree_text",
    "attach",
    "confirm_past",
    "confirm_signing",
    "confirm_transmitted",
    "correct_act",
    "open_batch",
    "open_procedure",
    "put_text",
    "record_bill",
    "record_consultation",
    "record_filing",
    "record_notice",
    "record_past",
    "record_publication",
    "record_resolution",
    "record_signing",
    "record_together",
    "record_transmitted",
    "remove_paper",
    "revise",
    "take_effect",
    "withdraw_act",
    "withdraw_procedure",
    "withdraw_transmitted",
]
