from __future__ import annotations

from base64 import b64decode
from html.parser import HTMLParser
from struct import unpack

import matplotlib.pyplot as plt
import pytest

from gmmlab.errors import GmmlabError
from gmmlab.learn.showing import NoAltText, show


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, dict[str, str | None]] = {}
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag] = dict(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_picture_carries_its_words_and_twice_the_dots() -> None:
    fig, ax = plt.subplots(figsize=(4, 3), dpi=80)
    ax.plot([0, 1])
    shown = show(fig, 'A line "rising" from 0 & up.', caption="r < 1")
    tags = Tags(shown._repr_html_())
    image = tags.found["img"]
    assert image["alt"] == 'A line "rising" from 0 & up.'
    assert tags.text == "r < 1"
    assert list(tags.found) == ["figure", "img", "figcaption"]
    png = b64decode(str(image["src"]).removeprefix("data:image/png;base64,"))
    dots = unpack(">II", png[16:24])
    assert [round(d / 2) for d in dots] == [int(str(image[k])) for k in ("width", "height")]


def test_the_figure_is_closed() -> None:
    fig = plt.figure()
    show(fig, "An empty page.")
    assert not plt.fignum_exists(fig.number)


def test_labels_outside_the_page_are_kept() -> None:
    sizes = []
    for label in ("", "a label that would be cut off\nbelow\nthe\npage"):
        fig, ax = plt.subplots(figsize=(4, 1))
        ax.set_xlabel(label)
        sizes.append(show(fig, "Empty axes.").size[1])
    assert sizes[1] > sizes[0]


def test_every_front_end_gets_something() -> None:
    data, metadata = show(plt.figure(), "An empty page.", "Blank.")._repr_mimebundle_()
    assert set(data) == {"text/html", "image/png", "text/plain"}
    assert data["text/plain"] == "Figure: An empty page. Blank."
    assert b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == "An empty page."  # type: ignore[index]


@pytest.mark.parametrize("alt", ["", "  \n"])
def test_a_figure_without_words_is_refused(alt: str) -> None:
    fig = plt.figure()
    with pytest.raises(NoAltText, match="Say in a sentence what the picture shows"):
        show(fig, alt)
    plt.close(fig)
    assert issubclass(NoAltText, GmmlabError)
