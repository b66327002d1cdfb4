"""The library finds documents, notices every change and every damage, and never fails for want of an index."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from knowledge.documents import Document
from knowledge.embedding import Embedder
from knowledge.library import Library
from tests.knowledge.fakes import Broken, WordCounts, absent


def document(name: str, title: str, body: str, **more: object) -> Document:
    return Document.model_validate({"name": name, "title": title, "body": body, **more})


DOCUMENTS = (
    document("arr", "Annual recurring revenue", "What subscriptions are worth over a year.", label="ARR"),
    document("churn", "Churn", "Accounts that were lost.", aliases=["attrition"]),
    document("tickets", "Tickets", "Support requests that were opened."),
    document("champion_left", "Champion left", "Meet the successor of the champion.", kind="playbook"),
    document("plateau", "Plateau", "Show one next feature.", kind="playbook"),
)


@pytest.fixture
def open_library(tmp_path: Path) -> Iterator[Callable[..., Library]]:
    opened: list[Library] = []

    def open_one(
        documents: tuple[Document, ...] = DOCUMENTS, load_embedder: Callable[[], Embedder] = WordCounts
    ) -> Library:
        opened.append(Library(tmp_path / "index", documents, load_embedder))
        return opened[-1]

    yield open_one
    for library in opened:
        library.close()


def names(library: Library, query: str, **how: object) -> list[str]:
    return [passage.document.name for passage in library.search(query, **how)]  # type: ignore[arg-type]


def archives(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "index").iterdir())


def test_the_best_document_comes_first_with_how_it_was_found(open_library: Callable[..., Library]) -> None:
    first, *others = open_library().search("support requests")
    assert (first.document.name, first.matched_by) == ("tickets", ("meaning", "words"))
    assert all(0 < other.score < first.score <= 1 for other in others)


def test_a_search_can_be_kept_to_one_kind_and_to_a_number(open_library: Callable[..., Library]) -> None:
    library = open_library()
    assert set(names(library, "accounts lost champion", kind="playbook")) <= {"champion_left", "plateau"}
    assert names(library, "accounts lost champion", kind="operating") == []
    assert len(names(library, "accounts", limit=2)) == 2
    assert names(library, "accounts", limit=0) == []


def test_a_search_can_be_kept_to_several_kinds(open_library: Callable[..., Library]) -> None:
    found = names(open_library(), "accounts lost champion next feature", kind=("playbook", "operating"), limit=10)
    assert set(found) == {"champion_left", "plateau"}


def test_the_similarity_is_that_of_the_nearest_piece_and_nothing_without_the_model(
    open_library: Callable[..., Library],
) -> None:
    (exact,) = open_library().search("Show one next feature.", limit=1)
    assert exact.document.name == "plateau"
    assert exact.similarity == pytest.approx(1, abs=1e-3)
    (by_words,) = open_library(load_embedder=absent).search("next feature", limit=1)
    assert (by_words.document.name, by_words.similarity) == ("plateau", 0.0)


@pytest.mark.parametrize("query", ["", "  ", "\u200b", "\x00"])
def test_a_question_of_nothing_finds_nothing(open_library: Callable[..., Library], query: str) -> None:
    assert open_library().search(query) == ()


@pytest.mark.parametrize("query", ["\ud800 tickets", "tickets \U000e0041", "tickets " * 100_000, "'; drop table --"])
def test_a_hostile_question_is_only_a_question(open_library: Callable[..., Library], query: str) -> None:
    assert isinstance(open_library().search(query), tuple)


def test_an_empty_library_finds_nothing_and_is_not_broken(open_library: Callable[..., Library]) -> None:
    library = open_library(())
    assert library.search("anything") == ()
    assert library.term("arr") is None
    assert library.nearest_terms("arr") == ()
    assert library.degraded is None


def test_names_are_those_of_terms_not_of_plays(open_library: Callable[..., Library]) -> None:
    library = open_library()
    assert library.term("attrition") is DOCUMENTS[1]
    assert library.term("plateau") is None
    (near,) = library.nearest_terms("anual recuring revenue")
    assert (near.document.name, near.matched_by) == ("arr", ("spelling",))
    assert library.mentioned_terms("how is ARR doing") == (DOCUMENTS[0],)


def test_a_changed_document_is_found_and_a_withdrawn_one_is_not(
    open_library: Callable[..., Library], tmp_path: Path
) -> None:
    assert names(open_library(), "zebra") != ["zebra"]
    changed = (*DOCUMENTS[1:], document("zebra", "Zebra", "A zebra is striped."))
    newer = open_library(changed)
    assert names(newer, "zebra", limit=1) == ["zebra"]
    assert "arr" not in names(newer, "annual recurring revenue", limit=10)
    assert len(archives(tmp_path)) == 2


def test_an_unchanged_library_is_built_once(open_library: Callable[..., Library], tmp_path: Path) -> None:
    assert open_library().warm_up() is None
    assert open_library(load_embedder=Broken).warm_up() is None
    assert len(archives(tmp_path)) == 1


def test_another_model_gets_its_own_index(open_library: Callable[..., Library], tmp_path: Path) -> None:
    open_library().warm_up()
    other = open_library(load_embedder=lambda: WordCounts("word-counts-2"))
    assert other.warm_up() is None
    assert len(archives(tmp_path)) == 2


def test_the_index_holds_no_text_that_a_withdrawn_document_could_leave_behind(
    open_library: Callable[..., Library], tmp_path: Path
) -> None:
    open_library((document("secret", "Plan", "The canary phrase of this test."),)).warm_up()
    files = list((tmp_path / "index").iterdir())
    assert files
    assert [path for path in files if b"canary" in path.read_bytes()] == []


def _cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _garble(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for place in range(4096, len(content), 97):
        content[place] ^= 0xFF
    path.write_bytes(content)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [_cut_in_half, _garble, _empty, Path.unlink])
def test_a_damaged_index_is_noticed_and_built_again(
    open_library: Callable[..., Library], tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    expected = names(open_library(), "support requests")
    (archive,) = (tmp_path / "index").iterdir()
    damage(archive)
    after = open_library()
    assert names(after, "support requests") == expected
    assert after.degraded is None
    assert archives(tmp_path) == [archive.name]


def test_an_open_library_keeps_finding_when_its_archive_is_removed(
    open_library: Callable[..., Library], tmp_path: Path
) -> None:
    library = open_library()
    before = names(library, "support requests")
    (archive,) = (tmp_path / "index").iterdir()
    archive.unlink()
    assert names(library, "support requests") == before
    assert library.degraded is None


def test_without_the_model_words_still_find_and_the_library_says_so(open_library: Callable[..., Library]) -> None:
    library = open_library(load_embedder=absent)
    assert library.degraded is None
    (found, *_) = library.search("support requests")
    assert (found.document.name, found.matched_by) == ("tickets", ("words",))
    assert library.degraded == "The embedding model's package is not installed."


def test_where_no_index_can_be_written_words_still_find_and_the_library_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    library = Library(tmp_path / "file", DOCUMENTS, WordCounts)
    assert names(library, "support requests", limit=1) == ["tickets"]
    assert library.degraded is not None
    assert "searched by words only" in library.degraded
    assert "permissions" in library.degraded


def test_a_build_that_breaks_off_leaves_no_half_index(open_library: Callable[..., Library], tmp_path: Path) -> None:
    assert open_library(load_embedder=Broken).warm_up() is not None
    assert archives(tmp_path) == []
    assert open_library().warm_up() is None


def test_an_index_that_fails_later_turns_the_library_to_words(open_library: Callable[..., Library]) -> None:
    library = open_library()
    library.warm_up()
    library.close()
    assert names(library, "support requests", limit=1) == ["tickets"]
    assert library.degraded is not None


def test_threads_that_share_a_library_find_what_one_thread_finds(open_library: Callable[..., Library]) -> None:
    library = open_library()
    queries = ["support requests", "lost accounts", "worth of subscriptions", "next feature"] * 10
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(library.search, queries))
    assert together == [library.search(query) for query in queries]


def test_names_are_looked_up_without_the_cost_of_chroma_or_the_model() -> None:
    code = (
        "import sys; from pathlib import Path; from knowledge.documents import Document; "
        "from knowledge.library import Library; "
        "library = Library.open(Path('nowhere'), [Document(name='arr', title='ARR', body='Text.')]); "
        "assert library.term('ARR') and library.nearest_terms('ARRR') and library.mentioned_terms('the ARR'); "
        "print(sorted({'chromadb', 'onnxruntime', 'bm25s', 'numpy'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout.strip() == "[]"


def test_processes_that_build_at_once_all_find_the_same_and_leave_one_index(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from knowledge.library import Library; "
        "from tests.knowledge.test_library import DOCUMENTS, names; from tests.knowledge.fakes import WordCounts; "
        "library = Library(Path(sys.argv[1]), DOCUMENTS, WordCounts); "
        "print(names(library, 'support requests'), library.degraded); library.close()"
    )
    root = Path(__file__).parents[2]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / "index")], stdout=subprocess.PIPE, text=True, cwd=root
        )
        for _ in range(3)
    ]
    said = {process.communicate(timeout=120)[0].strip() for process in running}
    assert len(said) == 1
    assert said.pop().endswith("None")
    assert len(archives(tmp_path)) == 1
