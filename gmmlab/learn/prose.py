"""The little Markdown that questions are written in, as HTML and as plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

__all__ = ["to_html", "to_words"]

_MATH = re.compile(r"\$\$.+?\$\$|\$[^$\n]+?\$", re.S)
_SPAN = re.compile(r"(\$\$.+?\$\$|\$[^$\n]+?\$|`[^`\n]+`)", re.S)
_ITEM = re.compile(r"^(?:[-*]|(\d+)[.)])\s+(.*)$")


def to_html(markdown: str) -> str:
    r"""Turn paragraphs, lists, pipe tables, emphasis, code and LaTeX into HTML.

    Formulas stay as they are, between dollars, for whoever typesets them.

    Examples
    --------
    >>> to_html("The **short** kind: $r_1 < 1$")
    '<p>The <strong>short</strong> kind: $r_1 &lt; 1$</p>'
    >>> to_html("- one\n- `two`")
    '<ul><li>one</li><li><code>two</code></li></ul>'
    """
    return "".join(_block(block.strip()) for block in re.split(r"\n\s*\n", markdown.strip()))


def to_words(markdown: str) -> str:
    r"""Turn the same into one plain line that can be read aloud or searched.

    Examples
    --------
    >>> to_words(r"How **sure**: $r_1=\frac{3}{4}$, $\pi_1\cdot 2$, $\ln p(x)$ ?")
    'How sure: r_1=3/4, π_1·2, ln p(x) ?'
    """
    text = _MATH.sub(lambda found: _spoken(found[0].strip("$")), markdown)
    text = re.sub(r"^\|?[\s|:-]+\|?$", "", text, flags=re.M)
    text = re.sub(r"\*\*|`|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)", "", text)
    lines = (_spoken_row(line.strip()) for line in text.split("\n"))
    return re.sub(r"\s+", " ", _joined(line for line in lines if line)).strip()


def _spoken_row(line: str) -> str:
    return re.sub(r"\s*\|\s*", ", ", line.strip("| ")) if line.startswith("|") else line


def _joined(lines: Iterable[str]) -> str:
    return " ".join(line if line[-1] in ".:?!,;" else f"{line};" for line in lines).rstrip(";")


def _block(block: str) -> str:
    lines = block.split("\n")
    if block.startswith("|") and len(lines) > 1:
        return _table(lines)
    if all(_ITEM.match(line) for line in lines):
        return _list(lines)
    return f"<p>{_inline(' '.join(lines))}</p>"


def _list(lines: list[str]) -> str:
    items = [found for line in lines if (found := _ITEM.match(line))]
    tag = "ol" if items[0][1] else "ul"
    return f"<{tag}>{''.join(f'<li>{_inline(item[2])}</li>' for item in items)}</{tag}>"


def _table(lines: list[str]) -> str:
    head, _, *rows = [_cells(line) for line in lines]
    top = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = "".join(f"<tr>{_row(cells)}</tr>" for cells in rows)
    table = f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="gmm-scroll">{table}</div>'


def _row(cells: list[str]) -> str:
    first, *rest = cells
    return f'<th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest)


def _cells(line: str) -> list[str]:
    return [_inline(cell.strip()) for cell in line.strip().strip("|").split("|")]


def _inline(text: str) -> str:
    return "".join(_span(part) for part in _SPAN.split(text))


def _span(part: str) -> str:
    if part.startswith("`"):
        return f"<code>{escape(part.strip('`'), quote=False)}</code>"
    safe = escape(part, quote=False)
    if part.startswith("$"):
        return safe
    strong = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", safe)
    return re.sub(r"(?<![\w*])\*(?!\s)(.+?)(?<!\s)\*(?![\w*])", r"<em>\1</em>", strong)


_SIGNS = {
    "pi": "π", "mu": "μ", "sigma": "σ", "Sigma": "Σ", "sum": "Σ", "cdot": "·", "mid": "|",
    "times": "×", "ln": "ln ", "log": "log ", "exp": "exp ", "infty": "∞", "le": "≤", "ge": "≥",
    "theta": "θ", "alpha": "α", "lambda": "λ", "phi": "φ",
}  # fmt: skip
_RULES: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"([_^])\{([^{}]*)\}", r"\1\2"),
    (r"\\frac\{([^{}]*)\}\{([^{}]*)\}", lambda m: f"{_grouped(m[1])}/{_grouped(m[2])}"),
    (r"\\sqrt\{([^{}]*)\}", r"√(\1)"),
    (r"\\(?:mathcal|mathbf|mathrm|text|operatorname)\{([^{}]*)\}", r"\1"),
    (r"\\[,;:! ]", " "),
    (r"\\([A-Za-z]+)\s*", lambda m: _SIGNS.get(m[1], m[1])),
    (r"\{([^{}]*)\}", r"\1"),
    (r"\s+", " "),
)


def _spoken(math: str) -> str:
    for pattern, way in _RULES:
        math = re.sub(pattern, way, math)
    return math.strip()


def _grouped(part: str) -> str:
    return f"({part})" if re.search(r"[+\-· ]", part) else part
