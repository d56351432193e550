"""``renkei digest``: what is due, by mail to everybody who asked for it."""

from __future__ import annotations

from renkei.cli.arguments import Arguments
from renkei.cli.console import Console
from renkei.cli.installation import opened
from renkei.cli.words import InputError, Words


def run(arguments: Arguments, console: Console) -> int:
    """Show the mails that would go; with --send, send them."""
    with opened(arguments, console):
        from django.conf import settings
        from django.utils import timezone

        from renkei.desk.procedures.digest import digests, send

        made = digests(timezone.localdate())
        if not arguments.has("--send"):
            for digest in made:
                console.out(f"To: {digest.person.email}\nSubject: {digest.subject}\n")
                console.out(digest.text)
            console.err(
                Words(
                    f"{len(made)}通です。まだ送っていません。送るには --send を付けてください。",
                    f"{len(made)} mails; nothing is sent without --send.",
                )
            )
            return 0
        if not settings.MAIL_ON:
            raise InputError(
                Words(
                    "メールの送り先のサーバーが設定されていません。\n"
                    "  → RENKEI_MAIL_HOST と RENKEI_MAIL_FROM を設定してください。",
                    "No mail server is set.\n  → Set RENKEI_MAIL_HOST and RENKEI_MAIL_FROM.",
                )
            )
        try:
            count = send(made)
        except OSError as error:
            raise InputError(
                Words(
                    f"メールを送れませんでした: {error}\n"
                    "  → RENKEI_MAIL_HOST と RENKEI_MAIL_PORT を確かめてください。",
                    f"The mails could not be sent: {error}\n"
                    "  → Check RENKEI_MAIL_HOST and RENKEI_MAIL_PORT.",
                )
            ) from error
        console.out(console.say(Words(f"{count}通を送りました。", f"{count} mails sent.")))
    return 0
