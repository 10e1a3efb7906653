"""What is written elsewhere and not in rules, and what to write instead."""

from __future__ import annotations

import ast

# signs, tried before every token: the longer before the shorter that they begin with
SIGNS = {
    "&&": "'&&' is written 'and'.",
    "||": "'||' is written 'or'.",
    "**": "there are no powers in rules. Multiply instead.",
    "//": "'//' has no meaning in a rule. Write '/', and round(x) where it is to be whole.",
    "=>": "'=>' is written '>='.",
    "=<": "'=<' is written '<='.",
    "<>": "'<>' is written '!='.",
    ":=": "':=' has no meaning in a rule. Compare with '=='.",
    "===": "'===' is written '=='.",
}
# signs and words that begin no token of a rule
LETTERS = {
    "=": "'=' is written '=='.",
    "&": "'&' is written 'and'.",
    "|": "'|' is written 'or'.",
    "!": "'!' is written 'not'.",
    "~": "'~' is written 'not'.",
    "^": "there are no powers in rules. Multiply instead.",
    "%": "'%' stands behind a number: 10%. There is no remainder in rules.",
    "{": "braces have no meaning in a rule. Write a list in brackets: ['a', 'b'].",
    ":": "':' has no meaning in a rule.",
    ";": "a rule is one expression. Join two with 'and'.",
    "@": "'@' has no meaning in a rule.",
    "?": "'?' is written: a if condition else b.",
    "#": "a rule has no comments. Use 'says', or a comment of the file.",
    "\\": "'\\' has no meaning in a rule.",
    "≥": "'≥' is written '>='.",
    "≤": "'≤' is written '<='.",
    "≠": "'≠' is written '!='.",
    "×": "'×' is written '*'.",
    "÷": "'÷' is written '/'.",
    "，": "'，' is written ',': the signs of a rule are those of half width.",
    "、": "'、' is written ',': the signs of a rule are those of half width.",
    "。": "a rule ends without a stop.",
    "（": "'（' is written '(': the signs of a rule are those of half width.",
    "）": "'）' is written ')': the signs of a rule are those of half width.",
    "【": "'【' is written '['.",
    "】": "'】' is written ']'.",
    "“": "'“' is written ''': words stand between straight quotes.",
    "”": "'”' is written ''': words stand between straight quotes.",
    "‘": "'‘' is written ''': words stand between straight quotes.",
    "’": "'’' is written ''': words stand between straight quotes.",
    "％": "'％' is written '%'.",
    "＞": "'＞' is written '>'.",
    "＜": "'＜' is written '<'.",
    "＝": "'＝' is written '=='.",
    "且": "'且' is written 'and'.",
    "并且": "'并且' is written 'and'.",
    "或": "'或' is written 'or'.",
    "非": "'非' is written 'not'.",
    "大于": "'大于' is written '>'.",
    "小于": "'小于' is written '<'.",
    "等于": "'等于' is written '=='.",
}
# words, where a name would stand
WORDS = {
    "is": "'is' is written '=='.",
    "None": "what is unknown needs no test: the answer is then unknown by itself.",
    "null": "what is unknown needs no test: the answer is then unknown by itself.",
    "AND": "'AND' is written 'and'.",
    "OR": "'OR' is written 'or'.",
    "NOT": "'NOT' is written 'not'.",
    "IN": "'IN' is written 'in'.",
    "TRUE": "'TRUE' is written 'true'.",
    "FALSE": "'FALSE' is written 'false'.",
    "xor": "'xor' is written a != b.",
    "lambda": "functions cannot be made in rules.",
    "for": "rules do not repeat. Write count(a, b, c) or share(x).",
    "elif": "'elif' is written: a if x else b if y else c.",
    "then": "'then' is written: a if condition else b.",
    "def": "functions cannot be made in rules.",
    "import": "a rule has no code in it: write one expression.",
    "return": "a rule is one expression, without 'return'.",
}
_NODES: dict[type[ast.expr], str] = {
    ast.Tuple: "several values stand in brackets: ['a', 'b']; a number has no commas: 1000000.",
    ast.Starred: "'*' stands between two numbers.",
    ast.Slice: "a period is one word or a year: tax_paid[last_year].",
}


def refusal(found: ast.expr) -> str:
    """Why an expression of Python is none of a rule."""
    return _NODES.get(type(found), "this has no meaning in a rule.")
