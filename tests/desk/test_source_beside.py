"""The source beside the reading, on request."""

import re

from tests.desk.people import SLUG, sample_bytes

ADDRESS = f"/agreements/{SLUG}/"


def test_the_source_is_not_there_until_asked_for(client, sample):
    html = client.get(ADDRESS).content.decode()
    assert 'id="L1"' not in html
    assert 'href="?source=1"' in html


def test_every_line_of_the_file_stands_beside_the_text(client, sample):
    html = client.get(ADDRESS, {"source": "1"}).content.decode()
    lines = sample_bytes().decode().split("\n")
    assert len(re.findall(r'<li id="L\d+">', html)) == len(lines)


def test_text_and_source_lead_to_one_another(client, sample):
    html = client.get(ADDRESS, {"source": "1"}).content.decode()
    article = html[html.index('id="art_4"') : html.index('id="art_5"')]
    line = re.search(r'href="#(L\d+)">原文 ', article)
    assert line is not None
    source = html[html.index(f'<li id="{line[1]}">') :]
    assert 'href="#art_4"' in source[: source.index("</li>")]


def test_both_lines_of_a_broken_row_lead_to_the_row(client, sample):
    html = client.get(ADDRESS, {"source": "1"}).content.decode()
    source = html[html.index('class="source') :]
    assert source.count('href="#annex_1__row_災害対策"') == 2
