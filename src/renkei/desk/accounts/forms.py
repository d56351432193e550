"""What is filled in about people, posts and the hand-over."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from renkei.desk.accounts.models import Person, Post
from renkei.desk.accounts.roles import Role
from renkei.desk.frame.conflict import EditForm
from renkei.desk.frame.days import DayField

AT_A_MUNICIPALITY = [role for role in Role if not role.of_region]
OF_A_REGION = [role for role in Role if role.of_region]


def said(role: Role) -> str:
    """A role in the reader's language."""
    return role.en if get_language() == "en" else role.ja


def role_choices(roles: Iterable[Role]) -> list[tuple[str, str]]:
    """Roles to choose from."""
    return [(role.value, said(role)) for role in roles]


class PersonForm(EditForm):
    """氏名と所属."""

    name = forms.CharField(label=gettext_lazy("氏名"), max_length=100)
    office = forms.CharField(label=gettext_lazy("所属"), max_length=200, required=False)
    email = forms.EmailField(label=gettext_lazy("メールアドレス"), required=False)


class GrantForm(forms.Form):
    """役割の付与, at a municipality."""

    role = forms.ChoiceField(label=gettext_lazy("役割"))
    since = DayField(label=gettext_lazy("から"), required=False)
    until = DayField(label=gettext_lazy("まで"), required=False)

    def __init__(self, *args: Any, roles: Iterable[Role] = AT_A_MUNICIPALITY, **options: Any):
        super().__init__(*args, **options)
        self.fields["role"].choices = role_choices(roles)  # type: ignore[attr-defined]


class GrantByNameForm(GrantForm):
    """役割の付与 to somebody of another municipality, or for a region: by their 利用者ID."""

    username = forms.CharField(label=gettext_lazy("利用者ID"), max_length=150)
    field_order = ("username", "role", "since", "until")

    def clean_username(self) -> Person:
        """The person with this ID."""
        found: Person | None = Person.objects.filter(
            username=Person.written(self.cleaned_data["username"]), is_active=True
        ).first()
        if found is None:
            raise forms.ValidationError(
                _("有効な利用者ID「%(name)s」はありません。")
                % {"name": self.cleaned_data["username"]}
            )
        return found


class UntilForm(forms.Form):
    """The last day of something; empty: it ends at once."""

    until = DayField(label=gettext_lazy("最後の日"), required=False)


class InvitationForm(forms.Form):
    """招待."""

    name = forms.CharField(label=gettext_lazy("氏名"), max_length=100)
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("役割"), widget=forms.CheckboxSelectMultiple
    )
    post = forms.ChoiceField(label=gettext_lazy("担当"), required=False)
    days = forms.TypedChoiceField(label=gettext_lazy("招待の期限"), coerce=int, initial=14)

    def __init__(self, *args: Any, posts: Iterable[Post], **options: Any):
        super().__init__(*args, **options)
        self.posts = {str(post.pk): post for post in posts}
        self.fields["roles"].choices = role_choices(AT_A_MUNICIPALITY)  # type: ignore[attr-defined]
        self.fields["post"].choices = [  # type: ignore[attr-defined]
            ("", _("決めない")),
            *((key, str(post)) for key, post in self.posts.items()),
        ]
        self.fields["days"].choices = [  # type: ignore[attr-defined]
            (days, _("%(n)s日後まで") % {"n": days}) for days in (3, 7, 14, 30)
        ]

    def chosen(self) -> tuple[list[Role], Post | None]:
        """Roles and post."""
        return (
            [Role(name) for name in self.cleaned_data["roles"]],
            self.posts.get(self.cleaned_data["post"]),
        )


class TakeForm(forms.Form):
    """招待を受ける: what the new person chooses."""

    username = forms.CharField(
        label=gettext_lazy("利用者ID"),
        max_length=150,
        help_text=gettext_lazy("半角の英数字で。職員番号など、忘れないものにしてください。"),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=gettext_lazy("パスワード"),
        strip=False,
        help_text=gettext_lazy(
            "8文字以上。数字だけのもの、よく使われるもの、IDに似たものは使えません。"
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("パスワード（確認）"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both passwords are the same."""
        cleaned = super().clean() or {}
        if not self.errors and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("二つのパスワードが違います。もう一度入力してください。"))
        return cleaned


class PostForm(forms.Form):
    """担当（課・係）."""

    division = forms.CharField(
        label=gettext_lazy("部・課"), max_length=100, help_text=gettext_lazy("例: 政策企画部企画課")
    )
    section = forms.CharField(
        label=gettext_lazy("係・担当"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("例: 広域連携担当"),
    )
    phone = forms.CharField(label=gettext_lazy("電話"), max_length=50, required=False)
    email = forms.EmailField(label=gettext_lazy("メールアドレス"), required=False)


class PostEditForm(PostForm, EditForm):
    """The same over a post that there is."""


class NoteForm(EditForm):
    """引継ぎの覚え書き."""

    note = forms.CharField(
        label=gettext_lazy("引継ぎの覚え書き"),
        required=False,
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class AssignForm(forms.Form):
    """担当に就ける."""

    person = forms.ChoiceField(label=gettext_lazy("利用者"))
    since = DayField(label=gettext_lazy("から"), required=False)

    def __init__(self, *args: Any, people: Iterable[Person], **options: Any):
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in people}
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            (key, str(person)) for key, person in self.people.items()
        ]


#: No change of this holder; nobody comes after.
STAYS, NOBODY = "", "-"


class RotationForm(forms.Form):
    """異動: a day, and for each holder of each post (or each empty post) who comes next."""

    on = DayField(label=gettext_lazy("異動の日"))

    def __init__(
        self,
        *args: Any,
        seats: Iterable[tuple[Post, Person | None]],
        people: Iterable[Person],
        **options: Any,
    ):
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in people}
        self.seats = {
            f"seat-{post.pk}-{holder.pk if holder else 0}": (post, holder) for post, holder in seats
        }
        named = [(key, str(person)) for key, person in self.people.items()]
        for key, (post, holder) in self.seats.items():
            others = [entry for entry in named if holder is None or entry[0] != str(holder.pk)]
            nobody = [(NOBODY, _("後任なし（空席）"))] if holder else []
            self.fields[key] = forms.ChoiceField(
                label=_("%(post)s の後任") % {"post": post},
                choices=[(STAYS, _("変更なし")), *nobody, *others],
                required=False,
            )

    def moves(self) -> list[tuple[Post, Person | None, Person | None]]:
        """What changes: post, who leaves, who comes."""
        return [
            (post, holder, self.people.get(self.cleaned_data[key]))
            for key, (post, holder) in self.seats.items()
            if self.cleaned_data.get(key, STAYS) != STAYS
        ]

    @property
    def lines(self) -> list[tuple[Post, Person | None, forms.BoundField]]:
        """The rows of the table."""
        return [(post, holder, self[key]) for key, (post, holder) in self.seats.items()]


def next_april(today: datetime.date) -> datetime.date:
    """The next 1 April: when offices rotate."""
    april = datetime.date(today.year, 4, 1)
    return april if today <= april else april.replace(year=today.year + 1)
