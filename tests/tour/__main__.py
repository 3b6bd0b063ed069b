"""Photograph every screen into build/tour: `python -m tests.tour [--full] [--only de-paper-1920x1080-100]`."""

from __future__ import annotations

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.pairwise import SEED_VARIABLE, current_seed
from tests.tour.album import Picture, page
from tests.tour.plan import chosen, every
from tests.tour.work import go, prepare

ROOT = Path(__file__).resolve().parents[2]
SKETCHES = ROOT.parent / "shared" / "design" / "look"
TOUR = ROOT / "build" / "tour"


def main() -> int:
    """Take the pictures; 1 when the checker found something cut off, or a screen was not reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.tour", description=__doc__)
    parser.add_argument("--full", action="store_true", help="all combinations instead of pairs")
    parser.add_argument("--only", metavar="SET", help="one set, such as de-paper-1920x1080-100")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="processes that take pictures")
    options = parser.parse_args()
    os.environ.setdefault(SEED_VARIABLE, time.strftime("%Y%m%d"))
    print(f"seed of the pairwise choice: {SEED_VARIABLE}={current_seed()}")
    whole = chosen(full=options.full)
    jobs = [(one, one in whole) for one in every()]
    if options.only:
        jobs = [(one, True) for one, _ in jobs if one.name == options.only]
        if not jobs:
            parser.error(f"no set {options.only}; there are {', '.join(one.name for one in every())}")
    TOUR.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    pictures: list[Picture] = []
    found: list[str] = []
    with ProcessPoolExecutor(options.workers, mp_context=get_context("spawn"), initializer=prepare) as pool:
        jobs.sort(key=lambda job: not job[1])
        waiting = [pool.submit(go, TOUR, one, whole=wholly) for one, wholly in jobs]
        for one in waiting:
            taken, wrong = one.result()
            pictures += taken
            found += wrong
    page(TOUR, pictures, found, current_seed(), SKETCHES)
    print("\n".join(found))
    print(f"{len(pictures)} pictures, {len(found)} findings, {time.monotonic() - began:.0f} s: build/tour/index.html")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
