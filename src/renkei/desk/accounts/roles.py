"""What somebody may be for a municipality or a region."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """役割. Held for a municipality, or (the last two) for a region; see permissions.toml."""

    ADMINISTRATOR = "administrator"  # 管理者: people, posts and settings of the municipality
    EDITOR = "editor"  # 起案者: drafts, enters, prepares
    APPROVER = "approver"  # 決裁者: confirms texts and completes legal acts
    FINANCE = "finance"  # 財政担当
    COUNCIL = "council"  # 議会・法制担当: bills, resolutions, notices
    READER = "reader"  # 閲覧者
    AUDITOR = "auditor"  # 監査: reads everything of the municipality, the journal included
    SECRETARIAT = "secretariat"  # 圏域の事務局
    PANEL = "panel"  # 懇談会の委員

    @property
    def of_region(self) -> bool:
        """Whether it is held for a region."""
        return self in {Role.SECRETARIAT, Role.PANEL}

    @property
    def ja(self) -> str:
        """Its name in Japanese."""
        return NAMES[self][0]

    @property
    def en(self) -> str:
        """Its name in English."""
        return NAMES[self][1]


#: Japanese and English names.
NAMES = {
    Role.ADMINISTRATOR: ("管理者", "Administrator"),
    Role.EDITOR: ("起案者", "Editor"),
    Role.APPROVER: ("決裁者", "Approver"),
    Role.FINANCE: ("財政担当", "Finance"),
    Role.COUNCIL: ("議会・法制担当", "Council and legal"),
    Role.READER: ("閲覧者", "Reader"),
    Role.AUDITOR: ("監査", "Auditor"),
    Role.SECRETARIAT: ("圏域事務局", "Secretariat of the region"),
    Role.PANEL: ("懇談会委員", "Panel member"),
}
