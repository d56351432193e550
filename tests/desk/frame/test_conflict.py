"""The second of two writers is shown both versions and loses nothing typed."""

from django import forms
from django.http import QueryDict

from renkei.desk.frame.conflict import EditForm, conflict


class Sheet(EditForm):
    title = forms.CharField(label="題名", required=False)
    note = forms.CharField(label="備考", required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(label="種類", choices=[("a", "協約"), ("b", "協定")])


DRAWN = {"title": "前の題名", "note": "一\n二", "kind": "a"}


def sent(**typed):
    """What a browser sends of a form that was drawn over DRAWN."""
    data = QueryDict(mutable=True)
    data["revision"] = "3"
    for name, value in DRAWN.items():
        data[f"initial-{name}"] = value.replace("\n", "\r\n")
        data[name] = typed.get(name, value).replace("\n", "\r\n")
    return Sheet(data)


def test_what_i_did_not_touch_is_as_the_first_writer_left_it():
    found = conflict(sent(note="一\n二\n三"), DRAWN | {"title": "新しい題名"}, 4)
    assert found.form.is_valid()
    assert found.form.cleaned_data["title"] == "新しい題名"
    assert found.form.cleaned_data["note"].splitlines() == ["一", "二", "三"]
    assert found.form.cleaned_data["revision"] == 4
    assert [(line.name, line.contested) for line in found.lines] == [
        ("title", False),
        ("note", False),
    ]


def test_what_both_changed_is_shown_beside_each_other_and_mine_stays_in_the_form():
    found = conflict(sent(title="わたしの題名", kind="b"), DRAWN | {"title": "先の題名"}, 4)
    title, kind = found.lines
    assert (title.theirs, title.mine, title.contested) == ("先の題名", "わたしの題名", True)
    assert (kind.theirs, kind.mine, kind.contested) == ("協約", "協定", False)
    assert found.form["title"].value() == "わたしの題名"


def test_the_form_can_come_too_late_a_second_time():
    once = conflict(sent(title="わたしの題名"), DRAWN | {"title": "先の題名"}, 4).form
    twice = conflict(once, DRAWN | {"title": "先の題名", "note": "あとから"}, 5)
    assert [line.name for line in twice.lines] == ["title", "note"]
    assert twice.form["title"].value() == "わたしの題名"
    assert twice.form["note"].value() == "あとから"


def test_the_form_carries_what_it_was_drawn_from():
    html = str(Sheet(initial=DRAWN | {"revision": 3})["title"])
    assert 'name="initial-title"' in html
    assert "前の題名" in html


def test_the_same_change_by_both_is_no_conflict_to_show():
    assert conflict(sent(kind="b"), DRAWN | {"kind": "b"}, 4).lines == ()
