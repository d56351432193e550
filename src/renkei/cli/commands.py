"""The commands of ``renkei``, their options and what they say of themselves: one table.

The parser, the help, and the tests of the completion scripts all read it.
"""

from __future__ import annotations

from dataclasses import dataclass

from renkei.cli.words import Words


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a command. With a ``metavar`` it takes a value, otherwise it is a switch."""

    name: str
    help: Words
    metavar: str = ""
    choices: tuple[str, ...] = ()


NOTHING = Words("", "")


@dataclass(frozen=True, slots=True)
class Act:
    """What a command can be told to do by its first word (``renkei user add``).

    ``least`` and ``most`` count the words behind it; ``options`` names those of the command's
    options that may stand with it.
    """

    name: str
    usage: str
    summary: Words
    least: int = 0
    most: int = 0
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """A command: what it is given (at least and at most so many words), and where its work is done.

    ``most`` None: any number. ``module`` has a function ``run(arguments, console) -> int``.
    ``acts``: what the first word may be; they then say how many words and which options there are.
    ``passes_on``: what stands behind the command is handed on unread, except its own options.
    """

    name: str
    usage: str
    summary: Words
    module: str
    least: int = 0
    most: int | None = 0
    options: tuple[Option, ...] = ()
    details: Words = NOTHING
    passes_on: bool = False
    acts: tuple[Act, ...] = ()


LANG = Option(
    "--lang",
    Words(
        "表示の言語（既定は日本語。環境変数 RENKEI_LANG でも指定できます）", "language of messages"
    ),
    "ja|en",
    ("ja", "en"),
)
HELP = Option("--help", Words("使い方を表示します", "show how it is used"))
#: Options that every command has.
COMMON = (LANG, HELP)

_PROFILE = Option(
    "--profile",
    Words("様式を自動判定せず指定します（一覧は renkei profiles）", "layout to read by"),
    "NAME",
)
_DATA = Option("--data", Words("データを置くフォルダー", "folder that holds the data"), "DIR")
_SERVER = (
    Option("--port", Words("ポート番号（既定 8000）", "port (8000 by default)"), "N"),
    Option("--host", Words("待ち受けるアドレス（既定 127.0.0.1）", "address to listen on"), "HOST"),
    _DATA,
)
_STDIN = Option(
    "--password-stdin",
    Words(
        "パスワードを標準入力から読みます（付けないときは作って一度だけ表示します）",
        "read the password from standard input (else one is made and printed once)",
    ),
)

COMMANDS: dict[str, Command] = {
    command.name: command
    for command in (
        Command(
            "read",
            "FILE",
            Words("文書を読み、要点と目次を表示します", "read a text: its facts and its contents"),
            "reading",
            1,
            1,
            (Option("--json", Words("全体を JSON で出力します", "all of it as JSON")), _PROFILE),
            Words("FILE を - とすると標準入力を読みます。", "FILE - is standard input."),
        ),
        Command(
            "check",
            "PATH...",
            Words("文書を点検し、指摘を表示します", "check texts and show what was found"),
            "checking",
            1,
            None,
            (
                Option("--json", Words("指摘を JSON で出力します", "findings as JSON")),
                Option(
                    "--sarif", Words("指摘を SARIF 2.1.0 で出力します", "findings as SARIF 2.1.0")
                ),
                Option(
                    "--severity",
                    Words(
                        "この重さ以上の指摘だけを表示します（終了コードもそれで決まります）",
                        "only findings of this weight or more; they also decide the exit code",
                    ),
                    "LEVEL",
                    ("error", "warning", "note"),
                ),
                _PROFILE,
            ),
            Words(
                "PATH はファイル、フォルダー（中の .txt .docx .pdf .xml .json すべて）又は -。\n"
                "終了コード: 0 指摘なし（参考だけのときも 0）、1 誤り・注意又は読めない文書あり、"
                "2 ファイルがない・使い方の誤り。",
                "PATH is a file, a folder (all .txt .docx .pdf .xml .json in it) or -.\n"
                "Exit code: 0 nothing found (or notes only), 1 errors, warnings or a text that is"
                " refused, 2 a file that cannot be opened, or wrong usage.",
            ),
        ),
        Command(
            "convert",
            "IN OUT",
            Words("文書を別の形式で書き出します", "write a text in another format"),
            "converting",
            2,
            2,
            (
                Option(
                    "--to",
                    Words("形式（省略時は OUT の拡張子）", "format (else by the name of OUT)"),
                    "FMT",
                    ("txt", "json", "html", "docx", "pdf", "xml", "akn"),
                ),
                _PROFILE,
            ),
            Words(
                "IN と OUT は - でもかまいません（標準入出力。OUT が - なら --to が必要です）。",
                "IN and OUT may be - (standard input and output; OUT - needs --to).",
            ),
        ),
        Command(
            "amend",
            "write|apply|read|table|check FILE...",
            Words(
                "改め文と新旧対照表を作り、読み取り、適用し、点検します",
                "write, read, apply and check amendments",
            ),
            "amending",
            options=(
                Option(
                    "--style",
                    Words(
                        "文体（既定は文書の番号の書き方に合わせます）",
                        "style (by default that of the text's own numbers)",
                    ),
                    "STYLE",
                    ("municipal", "national"),
                ),
                Option("-o", Words("書き出すファイル（省略時は標準出力）", "file to write"), "OUT"),
                Option(
                    "--to",
                    Words("形式（省略時は OUT の拡張子）", "format (else by the name of OUT)"),
                    "FMT",
                    ("txt", "json", "html", "docx", "pdf", "xml", "akn", "xlsx"),
                ),
                Option("--json", Words("結果を JSON で出力します", "the result as JSON")),
                _PROFILE,
            ),
            details=Words(
                "BEFORE と AFTER は読み取れる文書（テキスト、Word、PDF、法令標準XML、JSON）、"
                "PROSE は改め文のテキストか Word です。- は標準入力（一つだけ）。\n"
                "書いた改め文は、読み直して BEFORE に適用し、AFTER と一致することを確かめてから出力します。\n"
                "終了コード: 0 できた・一致した、1 適用できない・一致しない・改める所がない、"
                "2 ファイルがない・使い方の誤り。",
                "BEFORE and AFTER are texts (plain, Word, PDF, 法令標準XML, JSON), PROSE is an amendment"
                " as text or Word. - is standard input (for one of them).\n"
                "What is written was read back, applied to BEFORE and found equal to AFTER.\n"
                "Exit code: 0 done or equal, 1 refused, different or nothing to amend, 2 a file that"
                " cannot be opened, or wrong usage.",
            ),
            acts=(
                Act(
                    "write",
                    "BEFORE AFTER",
                    Words("二つの文から改め文を作ります", "write the amendment between two texts"),
                    2,
                    2,
                    ("--style", "-o", "--to", "--json", "--profile"),
                ),
                Act(
                    "apply",
                    "BEFORE PROSE",
                    Words("改め文を適用し、改正後の文を書き出します", "carry an amendment out"),
                    2,
                    2,
                    ("--style", "-o", "--to", "--json", "--profile"),
                ),
                Act(
                    "read",
                    "PROSE",
                    Words("改め文を読み取り、内容を表示します", "show what an amendment says"),
                    1,
                    1,
                    ("--style", "--json"),
                ),
                Act(
                    "table",
                    "BEFORE AFTER",
                    Words(
                        "新旧対照表を作ります（-o が必要です）", "write a table of both texts (-o)"
                    ),
                    2,
                    2,
                    ("-o", "--to", "--profile"),
                ),
                Act(
                    "check",
                    "BEFORE PROSE AFTER",
                    Words("改め文で AFTER になるかを確かめます", "see whether it makes AFTER"),
                    3,
                    3,
                    ("--style", "--json", "--profile"),
                ),
            ),
        ),
        Command(
            "explain",
            "CODE",
            Words("指摘コードの意味、理由、対処を説明します", "explain the code of a finding"),
            "explaining",
            0,
            1,
            (Option("--all", Words("すべてのコードを説明します", "explain every code")),),
        ),
        Command(
            "profiles",
            "",
            Words("読み取れる様式の一覧を表示します", "list the layouts that can be read"),
            "listing",
        ),
        Command(
            "schema",
            "",
            Words("JSON の JSON Schema を出力します", "print the JSON Schema of the JSON"),
            "listing",
        ),
        Command(
            "completion",
            "bash|zsh|fish",
            Words("シェルの補完スクリプトを出力します", "print a completion script for a shell"),
            "listing",
            1,
            1,
            (),
            Words(
                'bash: eval "$(renkei completion bash)"\n'
                'zsh:  eval "$(renkei completion zsh)"（compinit の後）\n'
                "fish: renkei completion fish | source",
                'bash: eval "$(renkei completion bash)"\n'
                'zsh:  eval "$(renkei completion zsh)"  (after compinit)\n'
                "fish: renkei completion fish | source",
            ),
        ),
        Command(
            "demo",
            "",
            Words("見本の協約を入れて画面を開けるようにします", "serve the example agreement"),
            "serving",
            options=(
                *_SERVER,
                Option("--reset", Words("見本のデータを作り直します", "make the example anew")),
            ),
        ),
        Command(
            "serve",
            "",
            Words("自分のデータで画面を動かします", "serve the desk with its own data"),
            "serving",
            options=_SERVER,
        ),
        Command(
            "user",
            "add|grant|password|disable|enable|list [NAME]",
            Words("画面を使う利用者を登録し、止めます", "who may sign in to the desk"),
            "people",
            options=(
                Option("--name", Words("氏名", "name as shown"), "TEXT"),
                Option("--office", Words("所属", "where the person works"), "TEXT"),
                Option(
                    "--administrator",
                    Words(
                        "この団体（団体コード）の管理者として登録します",
                        "make the person administrator of this municipality (by its code)",
                    ),
                    "CODE",
                ),
                Option("--municipality", Words("団体コード", "code of a municipality"), "CODE"),
                Option("--region", Words("圏域のアドレス", "address of a region"), "SLUG"),
                _STDIN,
                _DATA,
            ),
            acts=(
                Act(
                    "add",
                    "NAME",
                    Words("利用者IDを登録します", "enter a person"),
                    1,
                    1,
                    ("--name", "--office", "--administrator", "--password-stdin"),
                ),
                Act(
                    "grant",
                    "NAME ROLE",
                    Words(
                        "団体か圏域の役割を付与します", "give a role at a municipality or region"
                    ),
                    2,
                    2,
                    ("--municipality", "--region"),
                ),
                Act(
                    "password",
                    "NAME",
                    Words("パスワードを付け直します", "give a new password"),
                    1,
                    1,
                    ("--password-stdin",),
                ),
                Act(
                    "disable",
                    "NAME",
                    Words(
                        "ログインできなくします（保存した文書は残ります）",
                        "end somebody's sign-in; what they kept stays",
                    ),
                    1,
                    1,
                ),
                Act(
                    "enable", "NAME", Words("再びログインできるようにします", "let in again"), 1, 1
                ),
                Act("list", "", Words("利用者の一覧を表示します", "list them")),
            ),
        ),
        Command(
            "agreements",
            "add|publish|withdraw|list [FILE|SLUG]",
            Words("画面の協約を登録し、公開します", "enter and publish agreements"),
            "register",
            options=(
                Option(
                    "--slug",
                    Words(
                        "アドレスに使う名前（英小文字、数字、-）", "name in the address (a-z 0-9 -)"
                    ),
                    "SLUG",
                ),
                Option("--public", Words("すぐに公開します", "publish at once")),
                Option(
                    "--region",
                    Words("圏域のアドレス（一覧は renkei region list）", "address of the region"),
                    "REGION",
                ),
                Option(
                    "--state",
                    Words("この状態のものだけを表示します", "only those in this state"),
                    "STATE",
                    (
                        *("held", "draft", "before", "pending", "in_force"),
                        *("undated", "over", "expired", "ended"),
                    ),
                ),
                Option(
                    "--on",
                    Words("基準日（和暦か西暦。既定は今日）", "as of this day (today by default)"),
                    "DATE",
                ),
                _DATA,
            ),
            acts=(
                Act(
                    "add",
                    "FILE",
                    Words("締結済みの協約を登録します", "enter a concluded agreement"),
                    1,
                    1,
                    ("--slug", "--public", "--region"),
                ),
                Act(
                    "publish", "SLUG", Words("だれでも読めるようにします", "let all read it"), 1, 1
                ),
                Act("withdraw", "SLUG", Words("公開をやめます", "end its publication"), 1, 1),
                Act(
                    "list",
                    "",
                    Words("登録されたものの一覧を表示します", "list what is entered"),
                    options=("--region", "--state", "--on"),
                ),
            ),
        ),
        Command(
            "region",
            "load|list [FILE|NAME]",
            Words("圏域と構成市町村を登録します", "enter regions and their municipalities"),
            "regions",
            options=(_DATA,),
            acts=(
                Act(
                    "load",
                    "FILE|NAME",
                    Words(
                        "TOML のファイル、又は Renkei に付いている圏域（sapporo）を登録します",
                        "enter a file in TOML, or a region that comes with Renkei (sapporo)",
                    ),
                    1,
                    1,
                ),
                Act("list", "", Words("圏域の一覧を表示します", "list the regions")),
            ),
        ),
        Command(
            "journal",
            "verify|export|list|adopt [REGION]",
            Words("記録を検証し、書き出します", "verify the journal, write it out"),
            "journaling",
            options=(
                Option(
                    "--expect",
                    Words(
                        "控えておいた番号と照合値（圏域の指定が必要です）",
                        "number and digest noted earlier; needs REGION",
                    ),
                    "NUMBER:DIGEST",
                ),
                Option("--last", Words("表示する件数（既定 20）", "how many (20)"), "N"),
                _DATA,
            ),
            details=Words(
                "REGION は圏域のアドレスで、圏域のないものの記録は「-」です。\n"
                "終了コード: 0 すべて一致、1 一致しないところあり、2 使い方の誤り。",
                "REGION is the address of a region, - what belongs to none.\n"
                "Exit code: 0 all holds, 1 something does not, 2 wrong usage.",
            ),
            acts=(
                Act(
                    "verify",
                    "[REGION]",
                    Words(
                        "連なりと、登録されているものとの一致を調べます",
                        "check the chains, and the register against them",
                    ),
                    0,
                    1,
                    ("--expect",),
                ),
                Act(
                    "export",
                    "REGION",
                    Words("JSON Lines で書き出します", "write JSON Lines"),
                    1,
                    1,
                ),
                Act(
                    "list",
                    "[REGION]",
                    Words("新しい記録を表示します", "show the newest entries"),
                    0,
                    1,
                    ("--last",),
                ),
                Act(
                    "adopt",
                    "",
                    Words(
                        "記録のない行（verify が挙げるもの）を、今の内容で記録に加えます",
                        "enter rows that have no entry (verify names them) as they stand now",
                    ),
                    0,
                    0,
                ),
            ),
        ),
        Command(
            "digest",
            "",
            Words(
                "期限のメールを表示し、--send で送ります",
                "show the mails of what is due, or send them",
            ),
            "digesting",
            options=(
                Option("--send", Words("受け取ると決めた人に送ります", "send to who asked for it")),
                _DATA,
            ),
        ),
        Command(
            "manage",
            "...",
            Words(
                "管理者向けの Django コマンドを実行します", "Django's commands for administrators"
            ),
            "serving",
            0,
            None,
            (_DATA,),
            passes_on=True,
        ),
    )
}
