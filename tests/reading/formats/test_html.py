"""Of a saved web page, the text that its reader sees."""

from __future__ import annotations

import pytest
from tests.reading.made_files import SECOND, SENTENCE

from tashan.base.errors import UnreadableFileError
from tashan.reading.formats.html import read_html
from tashan.reading.limits import MEGABYTE, Limits


def text_of(page: str) -> str:
    return read_html(page.encode(), Limits()).text


def test_each_block_is_a_line() -> None:
    assert text_of(f"<h1>概况</h1><p>{SENTENCE}<p>{SECOND}") == f"概况\n{SENTENCE}\n{SECOND}\n"


def test_inline_elements_do_not_break_a_sentence() -> None:
    assert text_of("<p>入驻率<b>达到</b><span>91</span>%</p>") == "入驻率达到91%\n"


def test_a_line_break_is_a_line() -> None:
    assert text_of("<p>一<br>二<br><br>三</p>") == "一\n二\n\n三\n"


def test_blanks_run_together_as_in_a_browser() -> None:
    assert text_of("<p>  a \n\t b <i> c</i></p>") == "a b c\n"


def test_preformatted_text_keeps_its_lines() -> None:
    assert text_of("<pre>一\n  二</pre>三") == "一\n  二\n三"


def test_cells_of_a_row_are_kept_apart() -> None:
    assert text_of("<table><tr><td>产值<td>12亿元<tr><td>税收<td>3亿元</table>") == (
        "产值 12亿元\n税收 3亿元\n"
    )


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>var x = '91%'</script>",
        "<style>p { width: 91% }</style>",
        "<noscript>91%</noscript>",
        "<p hidden>91%</p>",
        '<div style="color:red; display: none">91%</div>',
        "<!-- 91% -->",
        "<template>91%</template>",
    ],
)
def test_what_nobody_sees_is_not_read(unseen: str) -> None:
    assert text_of(f"<p>一</p>{unseen}<p>二</p>") == "一\n二\n"


def test_the_title_stands_apart() -> None:
    document = read_html("<title> 考察 \n报告</title><p>一".encode(), Limits())
    assert (document.title, document.text) == ("考察 报告", "一\n")


@pytest.mark.parametrize("charset", ["gb2312", "GBK", "gb18030"])
def test_a_page_in_gbk_is_read_by_its_charset(charset: str) -> None:
    page = f'<html><head><meta charset="{charset}"><body><p>{SENTENCE}</p>'
    document = read_html(page.encode("gb18030"), Limits())
    assert (document.text, document.encoding) == (SENTENCE + "\n", "gb18030")


def test_an_old_content_type_names_the_charset_too() -> None:
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=big5">'
    page = f"{meta}<p>入駐率達到91%</p>"
    assert read_html(page.encode("big5"), Limits()).text == "入駐率達到91%\n"


def test_references_are_characters() -> None:
    assert text_of("<p>91&#37;&nbsp;&lt;&#x4E8C;&gt;</p>") == "91%\xa0<二>\n"


def test_a_page_may_nest_deeper_than_the_stack() -> None:
    assert text_of("<div>" * 5_000 + "底").strip() == "底"


def test_a_page_of_50_megabytes_is_refused_with_the_limit() -> None:
    page = b"<html><body>" + b"<p>91%</p>" * (5 * MEGABYTE)
    with pytest.raises(UnreadableFileError, match="50 MB; at most 30 MB") as refused:
        read_html(page, Limits())
    assert refused.value.code == "too_large"
