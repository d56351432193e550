"""Scenarios of the operations about people, roles, posts and invitations."""

from __future__ import annotations

import datetime

from django.utils import timezone

from renkei.desk.accounts import invitation_operations, operations, post_operations
from renkei.desk.accounts.roles import Role
from tests.desk.accounts.scenario import Call, scenario
from tests.desk.office import AOMINE

PASSWORD = "himitsu-no-kotoba-3"
APRIL = datetime.date(2030, 4, 1)


def post_of(w, section="広域連携係"):
    return post_operations.create_post(w.machine, w.place, division="企画課", section=section)


def held(w):
    return post_operations.assign(w.machine, post_of(w), w.whose)


@scenario("accounts.register")
def register(w):
    return Call(operations.register, "shinjin", PASSWORD, municipality=w.place)


@scenario("accounts.edit_person")
def edit_person(w):
    return Call(operations.edit_person, w.whose, name="別名 一郎", office="浜辺市 財政課")


@scenario("accounts.set_password")
def set_password(w):
    return Call(operations.set_password, w.whose, PASSWORD)


@scenario("accounts.set_active")
def set_active(w):
    return Call(operations.set_active, w.whose, False)


@scenario("accounts.grant")
def grant(w):
    return Call(operations.grant, w.whose, Role.EDITOR, municipality=w.place)


@scenario("accounts.revoke")
def revoke(w):
    given = operations.grant(w.machine, w.whose, Role.EDITOR, municipality=w.place)
    return Call(operations.revoke, given)


@scenario("accounts.grant_in_region", at=AOMINE)
def grant_in_region(w):
    return Call(operations.grant, w.whose, Role.PANEL, region=w.region)


@scenario("accounts.revoke_in_region", at=AOMINE)
def revoke_in_region(w):
    given = operations.grant(w.machine, w.whose, Role.PANEL, region=w.region)
    return Call(operations.revoke, given)


@scenario("accounts.create_post")
def create_post(w):
    return Call(post_operations.create_post, w.place, division="新設課")


@scenario("accounts.edit_post")
def edit_post(w):
    return Call(post_operations.edit_post, post_of(w), division="企画政策課")


@scenario("accounts.end_post")
def end_post(w):
    return Call(post_operations.end_post, post_of(w), APRIL)


@scenario("accounts.write_post_note")
def write_post_note(w):
    return Call(post_operations.write_post_note, post_of(w), "9月議会の前に財政課へ照会")


@scenario("accounts.assign")
def assign(w):
    return Call(post_operations.assign, post_of(w), w.whose)


@scenario("accounts.end_holding")
def end_holding(w):
    return Call(post_operations.end_holding, held(w), APRIL)


@scenario("accounts.hand_over")
def hand_over(w):
    move = post_operations.Move(held(w).post, w.whose, None)
    return Call(
        post_operations.hand_over, w.place, [move], timezone.localdate() + datetime.timedelta(9)
    )


@scenario("accounts.invite")
def invite(w):
    return Call(invitation_operations.invite, w.place, name="新任 花子", roles=[Role.EDITOR])


def invited(w):
    return invitation_operations.invite(w.machine, w.place, name="新任 花子", roles=[Role.EDITOR])


@scenario("accounts.revoke_invitation")
def revoke_invitation(w):
    return Call(invitation_operations.revoke_invitation, invited(w).invitation)


@scenario("accounts.take_invitation")
def take_invitation(w):
    # What stands behind the secret; with it the operation is called by the invitation itself.
    return Call(invitation_operations._take, invited(w).invitation, None, "shinjin", PASSWORD)
