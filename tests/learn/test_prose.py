from __future__ import annotations

import pytest

from gmmlab.learn.prose import to_html, to_words


def test_markdown_becomes_html_and_formulas_stay() -> None:
    text = "The **short** *kind*, `R[:, 0]`: $a_1 * b < c * d$\n\n1. one\n2. two"
    assert to_html(text) == (
        "<p>The <strong>short</strong> <em>kind</em>, <code>R[:, 0]</code>: "
        "$a_1 * b &lt; c * d$</p><ol><li>one</li><li>two</li></ol>"
    )


def test_tables_name_their_rows_and_columns() -> None:
    html = to_html("| kind | mean |\n|---|---|\n| short | $\\mu_1$ |")
    assert '<th scope="col">kind</th>' in html
    assert '<th scope="row">short</th><td>$\\mu_1$</td>' in html


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "`<b>`", "$<img src=x>$", "a & b"])
def test_nothing_typed_becomes_markup(text: str) -> None:
    html = to_html(text)
    assert not {"<script", "<b>", "<img"} & {html[i : i + 4].rstrip(">") for i in range(len(html))}
    assert "<script" not in html
    assert "<img" not in html
    assert "<b>" not in html


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"$\frac{r_{i1}}{N}$", "r_i1/N"),
        (r"$\frac{s_1}{s_1+s_2}$", "s_1/(s_1+s_2)"),
        (r"$\pi_k\,\mathcal{N}(x\mid k)$", "π_k N(x|k)"),
        (r"$e^{-(x-\mu)^2/(2\sigma^2)}$", "e^-(x-μ)^2/(2σ^2)"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a, b; 1, 2"),
    ],
)
def test_the_same_in_words(text: str, words: str) -> None:
    assert to_words(text) == words
