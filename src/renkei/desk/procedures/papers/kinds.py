"""The papers there are (文書の種類), and which of them a procedure asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PaperKind(StrEnum):
    """文書の種類."""

    CONSULTATION = "consultation"  # 協議文: the draft is sent to the partner
    BILL = "bill"  # 議案
    RESOLVED = "resolved"  # 議決の通知
    ORIGINAL = "original"  # 協約書
    COVER = "cover"  # 協約書の送付文 (鑑)
    NOTICE = "notice"  # 告示
    FILING = "filing"  # 届出書
    LAPSE = "lapse"  # 失効の通告
    ERRATA = "errata"  # 正誤表


@dataclass(frozen=True, slots=True)
class PaperName:
    """What a kind of paper is called, and whether it holds the text of the agreement."""

    ja: str
    en: str
    holds_text: bool = False


NAMES: dict[PaperKind, PaperName] = {
    PaperKind.CONSULTATION: PaperName("協議文", "Letter of consultation", holds_text=True),
    PaperKind.BILL: PaperName("議案", "Bill", holds_text=True),
    PaperKind.RESOLVED: PaperName("議決の通知", "Notification of the resolution"),
    PaperKind.ORIGINAL: PaperName("協約書", "Agreement to be signed", holds_text=True),
    PaperKind.COVER: PaperName("送付文", "Covering letter"),
    PaperKind.NOTICE: PaperName("告示", "Public notice", holds_text=True),
    PaperKind.FILING: PaperName("届出書", "Filing"),
    PaperKind.LAPSE: PaperName("失効の通告書", "Notice of termination"),
    PaperKind.ERRATA: PaperName("正誤表", "Table of corrections"),
}
