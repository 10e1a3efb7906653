"""The language model is off until an office sets it up, and a slip in that is told in one line."""

from __future__ import annotations

import pytest

from tashan.base.errors import UserError
from tashan.reading.llm.settings import LlmSettings, settings_from

SET_UP = {"TASHAN_LLM_URL": "http://127.0.0.1:8080/v1/", "TASHAN_LLM_MODEL": "county-7b"}


def test_nothing_is_set_by_default() -> None:
    with pytest.raises(UserError, match="not set up: TASHAN_LLM_URL is missing"):
        settings_from({})


def test_an_address_without_a_model_is_not_enough() -> None:
    with pytest.raises(UserError, match="TASHAN_LLM_MODEL is missing"):
        settings_from({"TASHAN_LLM_URL": "http://127.0.0.1/v1", "TASHAN_LLM_MODEL": " "})


def test_the_endpoint_is_the_chat_of_the_address() -> None:
    assert settings_from(SET_UP).endpoint == "http://127.0.0.1:8080/v1/chat/completions"


def test_time_and_stream_have_defaults() -> None:
    settings = settings_from(SET_UP)
    assert (settings.timeout, settings.stream, settings.key) == (120, True, "")


def test_time_stream_and_key_can_be_set() -> None:
    more = {"TASHAN_LLM_TIMEOUT": "7.5", "TASHAN_LLM_STREAM": "No", "TASHAN_LLM_KEY": "abc\n"}
    settings = settings_from(SET_UP | more)
    assert (settings.timeout, settings.stream, settings.key) == (7.5, False, "abc")


@pytest.mark.parametrize("written", ["soon", "0", "-1", "inf", "nan"])
def test_a_time_that_is_no_time_is_refused(written: str) -> None:
    with pytest.raises(UserError, match="TASHAN_LLM_TIMEOUT"):
        settings_from(SET_UP | {"TASHAN_LLM_TIMEOUT": written})


def test_a_switch_that_is_neither_on_nor_off_is_refused() -> None:
    with pytest.raises(UserError, match="expected 1 or 0"):
        settings_from(SET_UP | {"TASHAN_LLM_STREAM": "maybe"})


@pytest.mark.parametrize("url", ["127.0.0.1:8080", "ftp://a/v1", "http:///v1", "file:///etc", "x"])
def test_an_address_that_is_not_http_is_refused(url: str) -> None:
    with pytest.raises(UserError, match="TASHAN_LLM_URL"):
        LlmSettings(url=url, model="m")


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(UserError, match="holds a name or password") as caught:
        LlmSettings(url="http://li:geheim@127.0.0.1/v1", model="m")
    assert "geheim" not in str(caught.value)


def test_a_key_with_a_line_break_or_chinese_is_refused_and_not_repeated() -> None:
    for key in ("ab\ncd", "密钥"):
        with pytest.raises(UserError, match="TASHAN_LLM_KEY") as caught:
            LlmSettings(url="http://127.0.0.1/v1", model="m", key=key)
        assert key not in str(caught.value)


def test_the_key_does_not_show_when_settings_are_printed() -> None:
    assert "geheim" not in repr(LlmSettings(url="http://127.0.0.1/v1", model="m", key="geheim"))
