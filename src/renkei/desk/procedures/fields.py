"""Several files in one field of a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from renkei.desk.procedures.holding import Upload

#: How many files one form takes.
MOST_FILES = 5


class ManyFiles(forms.ClearableFileInput):
    """Several files in one field."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """書類: several files, each named and not too large together."""

    widget = ManyFiles

    def __init__(self, *, most: int = MOST_FILES, **options: Any) -> None:
        super().__init__(**options)
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files as uploads; [] where none was handed in."""
        given = data if isinstance(data, (list, tuple)) else [data]
        files = [super(FilesField, self).clean(one, initial) for one in given if one]
        if self.required and not files:
            raise forms.ValidationError(_("ファイルを選んでください。"))
        if len(files) > self.most:
            raise forms.ValidationError(
                _("一度に添付できるのは%(n)s件までです。") % {"n": self.most}
            )
        if sum(file.size for file in files) > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(
                _("ファイルが大きすぎます。合わせて %(limit)s MB 以下にしてください。")
                % {"limit": settings.UPLOAD_LIMIT // 1024 // 1024}
            )
        return [_upload(file) for file in files]


def _upload(file: UploadedFile[Any]) -> Upload:
    name = (file.name or "file").replace("\\", "/").rsplit("/", 1)[-1]
    return Upload(name[-255:], file.read())
