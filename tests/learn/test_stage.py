"""The stage: places, packed frames, backdrops, dials, films, and the plain-image fallback."""

from __future__ import annotations

import builtins
import importlib
import io
import re
import struct
import sys
from typing import Any

import ipywidgets as w
import numpy as np
import pytest
from PIL import Image as Pixels

from gmmlab.learn.stage import (
    GATHERED,
    Arrangement,
    Dial,
    Dots,
    Ellipses,
    Frame,
    ImageStage,
    Key,
    Line,
    Marks,
    Panel,
    Scene,
    Source,
    Stage,
    Text,
)
from gmmlab.learn.stage.picture import backdrop, figure_html, still

XY = np.array([[0.0, 0.0], [5.0, 1.0], [10.0, 2.0]])
WIDE, NARROW = Arrangement("ab", (800, 300)), Arrangement("a\nb", (400, 600))
PANELS = {
    "a": Panel((0, 10), (0, 2), "Points", "x (m)", "y"),
    "b": Panel((0, 99), (0, 1), xlabel="steps", xscale=GATHERED, xticks=(0, 1, 9, 99)),
}
LAYERS = [
    Dots(key="dots", panel="a", xy=XY, markers="os"),
    Ellipses(key="rings", panel="a", colours=("#0072B2", "#D55E00")),
    Marks(key="centres", panel="a", colours=("#0072B2",), labels=("1", "2")),
    Line(key="path", panel="b"),
    Text(key="words", panel="b"),
]
SCENE = Scene(PANELS, LAYERS, WIDE, NARROW)


def frame(K: int) -> Frame:
    means = XY[:K] + 1
    marks: dict[str, Any] = {
        "dots": np.tile(np.array([10 * K, 20, 30, K % 2], np.uint8), (3, 1)),
        "rings": (means, np.tile(np.diag([4.0, 0.25]), (K, 1, 1))),
        "centres": means,
        "path": [[0, 0], [9, 0.5]],
        "words": (0.9, 0.1, f"{K} rings"),
    }
    return Frame(marks, f"K = {K}.\nSaid in full.")


class Frames(Source):
    """Frames for one dial, counting how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[Key] = []

    def frame_at(self, key: Key) -> Frame:
        self.asked.append(key)
        return frame(key[0])


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[dict[str, Any], Any]]:
    """The custom messages that stages send."""
    messages: list[tuple[dict[str, Any], Any]] = []
    monkeypatch.setattr(
        Stage, "send", lambda _, content, buffers=None: messages.append((content, buffers))
    )
    return messages


@pytest.fixture
def dialled(sent: list[Any]) -> tuple[Stage, w.IntSlider, Frames]:
    slider, source = w.IntSlider(2, 1, 3), Frames()
    return Stage(SCENE, frame(2), dials=[Dial(slider, 1, 3)], source=source), slider, source


# ------------------------------------------------------------------------------ places and frames


def test_places_are_shares_of_the_panel() -> None:
    assert PANELS["a"].place(XY).tolist() == [[0, 0], [0.5, 0.5], [1, 1]]


def test_gathered_steps_are_spaced_by_their_logarithm() -> None:
    shares = PANELS["b"].place([[0, 0], [9, 0], [99, 0]])[:, 0]
    np.testing.assert_allclose(shares, [0, 0.5, 1], atol=1e-12)


def test_a_packed_frame_is_counts_then_rows() -> None:
    packed = SCENE.pack(frame(2))
    assert struct.unpack_from("<5I", packed) == (3, 2, 2, 2, 1)
    assert len(packed) == 20 + 3 * 4 + 2 * 24 + 2 * 8 + 2 * 8 + 8
    x, y, a, b, c, d = struct.unpack_from("<6f", packed, 20 + 12)
    np.testing.assert_allclose([x, y, a, b, c, d], [0.1, 0.5, 0.2, 0, 0, 0.25], rtol=1e-6)


def test_the_rings_rows_rebuild_the_covariance() -> None:
    sigma = np.array([[[4.0, 0.6], [0.6, 0.25]]])
    row = LAYERS[1].rows(PANELS["a"], (XY[1:2], sigma))[0].astype(float)
    factor = row[2:].reshape(2, 2) * PANELS["a"].span[:, None]
    np.testing.assert_allclose(factor @ factor.T, sigma[0], rtol=1e-6)


def test_a_layer_left_out_shows_nothing() -> None:
    assert struct.unpack("<5I", SCENE.pack(Frame())) == (0, 0, 0, 0, 0)


def test_marks_beyond_the_panel_stand_at_its_edge() -> None:
    assert LAYERS[2].rows(PANELS["a"], [[99, -5]]).tolist() == [[1, 0]]


def test_a_move_is_far_below_twenty_kilobytes() -> None:
    xy = np.random.default_rng(0).normal(size=(4000, 2))
    many = Scene(PANELS, [Dots(key="dots", panel="a", xy=xy)], WIDE, NARROW)
    assert len(many.pack(Frame({"dots": np.zeros((4000, 4), np.uint8)}))) < 20_000


# ------------------------------------------------------------------------------ pictures


@pytest.mark.parametrize("arrangement", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_backdrop_has_no_colour_of_its_own(arrangement: Arrangement) -> None:
    drawn = backdrop(SCENE, arrangement)
    assert not re.search(r"#[0-9a-f]{6}\b(?!\))", re.sub(r'(url\(#|"#|id=")\w+', "", drawn["svg"]))
    assert {"--stage-ink", "--stage-muted", "--stage-grid"} <= set(
        re.findall(r"--stage-\w+", drawn["svg"])
    )


def test_a_backdrop_says_where_its_panels_are() -> None:
    drawn = backdrop(SCENE, WIDE)
    width, height = drawn["size"]
    for left, top, across, down in drawn["panels"].values():
        assert 0 < left < left + across < width
        assert 0 < top < top + down < height
    assert "x (m)" in drawn["svg"]


def test_the_still_is_sharp_and_differs_between_frames() -> None:
    two, three = still(SCENE, frame(2)), still(SCENE, frame(3))
    assert Pixels.open(io.BytesIO(two)).size == (1280, 480)
    assert two != three
    assert two == still(SCENE, frame(2))


def test_the_saved_figure_carries_its_words() -> None:
    page = figure_html(b"png", 'K < "3".\nMore & more.', "mine")
    assert 'alt="K &lt; &quot;3&quot;. More &amp; more."' in page
    assert "<strong>K &lt; &quot;3&quot;.</strong><br>More &amp; more." in page


# ------------------------------------------------------------------------------ showing


def test_showing_a_frame_sends_it_with_its_sentence() -> None:
    stage = Stage(SCENE, frame(1))
    stage.show(frame(3))
    assert stage.live == SCENE.pack(frame(3))
    assert stage.said["sentence"] == "K = 3.\nSaid in full."
    assert stage.said["words"] == {"words": "3 rings"}
    assert stage.frame.alt == "K = 3. Said in full."


def test_the_same_frame_shown_twice_is_still_heard() -> None:
    stage = Stage(SCENE, frame(1))
    serial = stage.said["serial"]
    stage.show(frame(1))
    assert stage.said["serial"] == serial + 1


def test_the_backdrop_stays_while_frames_move() -> None:
    stage = Stage(SCENE, frame(1))
    before = stage.layouts
    stage.show(frame(2))
    assert stage.layouts is before


# ------------------------------------------------------------------------------ dials


def test_a_dial_already_sent_needs_no_frame(dialled: Any) -> None:
    stage, _, source = dialled
    stage.turn((2,))
    assert (source.asked, stage.live) == ([], b"")
    assert stage.frame.sentence == frame(2).sentence


def test_a_dial_not_yet_sent_is_answered_at_once(dialled: Any) -> None:
    stage, _, source = dialled
    stage.turn((3,))
    assert source.asked == [(3,)]
    assert stage.live == SCENE.pack(frame(3))
    assert (stage.said["at"], stage.said["table"]) == ([3], True)


def test_the_browser_gets_the_frames_it_wants(dialled: Any, sent: list[Any]) -> None:
    stage, _, _ = dialled
    epoch = stage.said["epoch"]
    stage._hear(stage, {"do": "want", "keys": [[1], [3]], "epoch": epoch}, [])
    message, (buffer,) = sent[-1]
    assert (message["keys"][0], message["said"][0]["sentence"]) == ([1], frame(1).sentence)
    assert buffer.startswith(SCENE.pack(frame(1)))
    assert sum(message["sizes"]) == len(buffer)


def test_all_that_is_wanted_comes_in_the_end_and_is_not_sent_again(
    dialled: Any, sent: list[Any]
) -> None:
    stage, _, source = dialled
    wanted = [[1], [3]]
    while wanted:
        stage._hear(stage, {"do": "want", "keys": wanted, "epoch": 0}, [])
        wanted = [key for key in wanted if key not in sent[-1][0]["keys"]]
    stage._hear(stage, {"do": "want", "keys": [], "epoch": 0}, [])
    assert sent[-1][0]["rested"]
    source.asked.clear()
    stage.turn((1,))
    stage.turn((3,))
    assert source.asked == []


def test_a_table_of_another_time_is_not_answered(dialled: Any, sent: list[Any]) -> None:
    stage, _, _ = dialled
    stage.renew()
    stage._hear(stage, {"do": "want", "keys": [[1]], "epoch": stage._epoch - 1}, [])
    assert sent == []


def test_a_reloaded_page_is_told_where_things_stand(dialled: Any) -> None:
    stage, slider, _ = dialled
    stage.turn((2,))
    slider.value = 3
    stage._sent.add((3,))
    stage.turn((3,))
    assert stage.live == b""
    stage._hear(stage, {"do": "hello", "known": []}, [])
    assert stage.live == SCENE.pack(frame(3))


def test_a_dial_without_a_source_says_so() -> None:
    stage = Stage(SCENE, frame(2), dials=[Dial(w.IntSlider(2, 1, 3), 1, 3)])
    with pytest.raises(NotImplementedError, match=r"dials \(now at \(3,\)\) but no source"):
        stage.turn((3,))


def test_the_narrow_backdrop_is_drawn_when_a_narrow_page_asks() -> None:
    stage = Stage(SCENE, frame(1))
    assert "narrow" not in stage.layouts
    stage._hear(stage, {"do": "narrow"}, [])
    assert stage.layouts["narrow"]["size"] == [400, 600]
    stage.furnish(SCENE)
    assert "narrow" in stage.layouts


# ------------------------------------------------------------------------------ films


def test_a_film_is_one_message(sent: list[Any]) -> None:
    stage = Stage(SCENE, frame(1))
    stage.play([frame(K) for K in (1, 2, 3)], rate=60)
    ((message, buffers),) = sent
    assert (message["do"], message["rate"], len(message["sizes"])) == ("play", 60, 3)
    assert buffers == [b"".join(SCENE.pack(frame(K)) for K in (1, 2, 3))]


def test_the_end_of_a_film_is_reported() -> None:
    stage, heard = Stage(SCENE, frame(1)), list[tuple[int, bool]]()
    stage.on_played = lambda index, done: heard.append((index, done))
    stage._hear(stage, {"do": "played", "index": 2, "done": True}, [])
    assert heard == [(2, True)]


# ------------------------------------------------------------------------------ without anywidget


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_where_anywidget_is_missing_the_stage_is_an_image(monkeypatch: pytest.MonkeyPatch) -> None:
    import gmmlab.learn.stage as package

    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "anywidget":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    with monkeypatch.context() as patched:
        patched.delitem(sys.modules, "gmmlab.learn.stage.widget")
        patched.setattr(builtins, "__import__", without)
        assert importlib.reload(package).Stage is package.ImageStage
    importlib.reload(package)


def test_the_image_shows_and_says_what_the_stage_does() -> None:
    slider = w.IntSlider(2, 1, 3)
    image = ImageStage(SCENE, frame(2), dials=[Dial(slider, 1, 3)], source=Frames())
    first = image.picture.value
    image.turn((3,))
    assert image.picture.value != first
    assert image.picture.tooltip == frame(3).alt
    assert "K = 3.<br>Said in full." in image.readout.value
    image.turn((2,))
    assert image.picture.value == first


def test_a_film_on_an_image_ends_at_once() -> None:
    image, heard = ImageStage(SCENE, frame(1)), list[tuple[int, bool]]()
    image.on_played = lambda index, done: heard.append((index, done))
    image.play([frame(1), frame(3)])
    assert (heard, image.frame.sentence) == ([(1, True)], frame(3).sentence)
