"""What steps, results and kinds of procedures are called on pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from renkei.desk.procedures.case import Result
from renkei.desk.region.schemes import Kind, Step

#: The word in the seal.
SEALS = {
    Step.CONSULT: gettext_lazy("協議"),
    Step.AGREE: gettext_lazy("確認"),
    Step.BILL: gettext_lazy("提出"),
    Step.RESOLVE: gettext_lazy("議決"),
    Step.SIGN: gettext_lazy("締結"),
    Step.PUBLISH: gettext_lazy("告示"),
    Step.FILE: gettext_lazy("届出"),
    Step.NOTIFY: gettext_lazy("通告"),
    Step.EXPIRE: gettext_lazy("失効"),
    Step.TAKE_EFFECT: gettext_lazy("施行"),
}
RESULTS = {
    Result.PASSED: gettext_lazy("可決"),
    Result.AMENDED: gettext_lazy("修正可決"),
    Result.REJECTED: gettext_lazy("否決"),
}
KINDS = {
    Kind.CONCLUDE: gettext_lazy("締結"),
    Kind.CHANGE: gettext_lazy("変更"),
    Kind.ABOLISH: gettext_lazy("廃止"),
    Kind.NOTICE: gettext_lazy("通告による失効"),
    Kind.RENEW: gettext_lazy("更新"),
    Kind.CORRECT: gettext_lazy("正誤"),
}


def seal(step: str) -> str:
    """The word in the seal of a step."""
    return str(SEALS[Step(step)]) if step in set(Step) else step


def result(key: str) -> str:
    """How a council resolved, in a word; the key itself where nobody knows it."""
    return str(RESULTS[Result(key)]) if key in set(Result) else key


def kind(key: str) -> str:
    """What a procedure does, in a word."""
    return str(KINDS[Kind(key)]) if key in set(Kind) else key
