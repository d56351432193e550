"""What the desk takes from its surroundings."""

import stat

import pytest

from renkei.desk import environment


def test_the_secret_is_made_once_and_is_nobody_elses(tmp_path):
    folder = tmp_path / "new" / "folder"
    first = environment.secret_key(folder)
    assert environment.secret_key(folder) == first
    assert len(first) >= 50
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_sqlite_waits_instead_of_failing(tmp_path):
    options = environment.database(tmp_path)["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=NORMAL" in options["init_command"]


def test_postgresql_is_one_setting(tmp_path, monkeypatch):
    address = "postgresql://ren%40kei:p%2Fw@db.example:6432/desk?sslmode=require"
    monkeypatch.setenv("RENKEI_DATABASE_URL", address)
    found = environment.database(tmp_path)
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("ren@kei", "p/w", "db.example")
    assert (found["PORT"], found["NAME"]) == ("6432", "desk")
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_another_database_is_refused_in_words(tmp_path, monkeypatch):
    from django.core.exceptions import ImproperlyConfigured

    monkeypatch.setenv("RENKEI_DATABASE_URL", "mysql://x/y")
    with pytest.raises(ImproperlyConfigured, match="使えません"):
        environment.database(tmp_path)


def test_only_this_machine_is_answered_unless_told_otherwise(monkeypatch):
    monkeypatch.delenv("RENKEI_HOSTS", raising=False)
    assert environment.hosts() == ["localhost", "127.0.0.1", "[::1]"]
    monkeypatch.setenv("RENKEI_HOSTS", "renkei.city.example, www.city.example")
    assert environment.hosts() == ["renkei.city.example", "www.city.example"]


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_folder_that_others_could_read_is_closed_and_so_is_what_we_put_in_it(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    for name in ("renkei.sqlite3", "renkei.sqlite3-wal", "secret-key"):
        (folder / name).write_text("x")
        (folder / name).chmod(0o644)
    environment.make_private(folder)
    assert mode(folder) == 0o700
    assert {mode(path) for path in folder.iterdir()} == {0o600}


def test_a_folder_with_other_things_in_it_stays_open_but_not_what_is_ours(tmp_path):
    (tmp_path / "renkei.sqlite3").write_text("x")
    (tmp_path / "renkei.sqlite3").chmod(0o644)
    (tmp_path / "of-others.txt").write_text("x")
    (tmp_path / "of-others.txt").chmod(0o644)
    tmp_path.chmod(0o755)
    environment.make_private(tmp_path)
    assert mode(tmp_path) == 0o755
    assert mode(tmp_path / "renkei.sqlite3") == 0o600
    assert mode(tmp_path / "of-others.txt") == 0o644


def test_what_others_can_read_and_we_cannot_close_is_named(tmp_path, monkeypatch):
    (tmp_path / "renkei.sqlite3").write_text("x")
    (tmp_path / "renkei.sqlite3").chmod(0o644)
    tmp_path.chmod(0o755)
    monkeypatch.setattr(environment, "_is_ours", lambda path: False)
    environment.make_private(tmp_path)
    assert environment.open_to_others(tmp_path) == [tmp_path / "renkei.sqlite3"]
    tmp_path.chmod(0o700)
    assert environment.open_to_others(tmp_path) == []


@pytest.mark.parametrize(
    ("port", "sender", "said"),
    [("0", "a@b.jp", "RENKEI_MAIL_PORT"), ("x", "a@b.jp", "RENKEI_MAIL_PORT"), ("", "", "FROM")],
)
def test_mail_settings_that_cannot_work_are_refused(monkeypatch, port, sender, said):
    monkeypatch.setenv("RENKEI_MAIL_HOST", "mail.example.jp")
    monkeypatch.setenv("RENKEI_MAIL_PORT", port)
    monkeypatch.setenv("RENKEI_MAIL_FROM", sender)
    with pytest.raises(environment.BadSetting, match=said):
        environment.mail()


def test_no_mail_leaves_the_machine_unless_a_server_is_named(monkeypatch):
    monkeypatch.delenv("RENKEI_MAIL_HOST", raising=False)
    assert environment.mail()[:2] == (False, "django.core.mail.backends.console.EmailBackend")
    monkeypatch.setenv("RENKEI_MAIL_HOST", "mail.example.jp")
    monkeypatch.setenv("RENKEI_MAIL_FROM", "renkei@example.lg.jp")
    assert environment.mail()[:2] == (True, "django.core.mail.backends.smtp.EmailBackend")
