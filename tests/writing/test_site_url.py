"""`kbgen build --site-url`: what is published knows where, whatever was built before."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from kbgen.cli import main
from tests.trials import some
from tests.writing.knowledge_base import make, record

ROOT = Path(__file__).parents[2]
SITE_URL = "https://kb.example.org/some/where"
LINK = re.compile(r'\s(?:href|src|action|data-root)="([^"#]*)"')


def built(root: Path, *arguments: str) -> dict[str, str]:
    """The pages and scripts of the site, by permalink, after another build."""
    assert main(["build", "-q", "-C", str(root), *arguments]) == 0
    site = root / "site"
    names = (file for file in site.rglob("*") if file.suffix in (".html", ".js", ".css"))
    return {file.relative_to(site).as_posix(): file.read_text("utf-8") for file in names}


def built_clean(root: Path, *arguments: str) -> dict[str, str]:
    for folder in ("site", ".kbgen"):
        shutil.rmtree(root / folder, ignore_errors=True)
    return built(root, *arguments)


def test_the_page_for_what_is_not_there_and_citations_alone_know_the_address(
    tmp_path: Path,
) -> None:
    root = make(tmp_path / "base")
    plain, published = built(root), built(root, "--site-url", f"{SITE_URL}/")
    assert published.keys() == plain.keys()
    links = LINK.findall(published["404.html"])
    assert "/some/where/assets/site.css" in links
    assert "/some/where/practices/index.html" in links
    assert "/some/where/" in links, "the root that scripts start from"
    assert [link for link in links if not link.startswith("/some/where/")] == []
    for name in plain.keys() - {"404.html"}:
        cited = 1 if name.startswith("practices/r") else 0
        assert published[name].count(f"{SITE_URL}/{name}") == published[name].count(SITE_URL)
        assert published[name].count(SITE_URL) == cited, name
        assert published[name].replace(f"{SITE_URL}/", "") == plain[name], name


@pytest.mark.parametrize("said", some(("site_url: https://elsewhere.example.org\n", ""), few=1))
def test_a_build_for_another_address_is_that_of_a_first_build(tmp_path: Path, said: str) -> None:
    root = make(tmp_path / "base")
    config = root / "kbgen.yml"
    config.write_text(config.read_text("utf-8") + said, "utf-8")
    plain, published = built(root), built(root, "--site-url", SITE_URL)
    assert built(root) == plain
    (root / "content/practices/r1.md").write_text(record(1, title="Edited"), "utf-8")
    edited = built(root, "--site-url", SITE_URL)
    assert edited != published
    assert edited == built_clean(root, "--site-url", SITE_URL)
    (root / "content/practices/r1.md").write_text(record(1), "utf-8")
    assert built(root, "--site-url", SITE_URL) == published
    assert built_clean(root) == plain


def test_the_same_address_again_leaves_nothing_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make(tmp_path / "base")
    built(root, "--site-url", SITE_URL)
    main(["build", "-C", str(root), "--site-url", SITE_URL])
    again = capsys.readouterr().out
    main(["build", "-C", str(root)])
    assert "nothing has changed" in again or " 0 written" in again
    assert " 0 written" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "address", ["kb.example.org", "/some/where", "ftp://kb.example.org", "x y"]
)
def test_what_is_no_address_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    root = make(tmp_path / "base")
    assert main(["build", "-C", str(root), "--site-url", address]) == 2
    assert f"{address!r} is not a full web address" in capsys.readouterr().err
    assert not (root / "site").exists()


def test_the_workflow_builds_for_the_address_that_it_is_given() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text("utf-8"))
    asked, build = workflow["jobs"]["build"]["steps"][-3:-1]
    assert asked["uses"].startswith("actions/configure-pages@")
    assert build["env"] == {"SITE_URL": f"${{{{ steps.{asked['id']}.outputs.base_url }}}}"}
    words = [*build["run"].split(), "--dry-run", "--no-print-directory", f"SITE_URL={SITE_URL}"]
    run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.endswith(f'kbgen build --site-url "{SITE_URL}"\n')
