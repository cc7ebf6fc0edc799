#!/usr/bin/env python3
# ruff: noqa: T201
"""Outlines of every commune, small enough to ship: insee, rings as Google-encoded polylines (4 decimals).

Reads the same archive as build_geo.py (its functions and its choice of geometry), writes outlines.csv.
Rings of one commune are separated by a space. Simplified by coverage, so that shared borders
stay shared, to about 50 m.

Usage: build_outlines.py --npm DIR_DATA --wheel FILE.whl --out DIR
"""

import argparse
import csv
import json
import pathlib

import shapely
from build_geo import NULL, read_member
from shapely import wkb


def encode(coords, precision=4):
    """Encode (lon, lat) pairs as one polyline string."""
    text, previous = [], (0, 0)
    for lon, lat in coords:
        point = round(lat * 10**precision), round(lon * 10**precision)
        for value in (point[0] - previous[0], point[1] - previous[1]):
            value = ~(value << 1) if value < 0 else value << 1
            while value >= 0x20:
                text.append(chr((0x20 | value & 0x1F) + 63))
                value >>= 5
            text.append(chr(value + 63))
        previous = point
    return "".join(text)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--npm", type=pathlib.Path, required=True)
    ap.add_argument("--wheel", type=pathlib.Path, required=True)
    ap.add_argument("--out", type=pathlib.Path, required=True)
    ap.add_argument("--tolerance", type=float, default=0.0005)
    a = ap.parse_args()
    current = {
        c["code"]
        for c in json.loads((a.npm / "communes.json").read_text("utf-8"))
        if c["type"] == "commune-actuelle" and c["zone"] != "com"
    }
    rows = read_member(a.wheel, "communes")
    by_id = {r["id"]: r for r in rows}
    outline, children = {}, {}
    for r in rows:
        if r["geometry"] in NULL:
            continue
        g = wkb.loads(bytes.fromhex(r["geometry"]))
        if g.is_empty:
            continue
        if r["type"] == "COM":
            outline[r["code"]] = g
        elif r["type"] in ("COMD", "COMA") and r["commune_parent_id"] not in NULL:
            children.setdefault(by_id[r["commune_parent_id"]]["code"], []).append(g)
    for code in current - outline.keys():
        if code in children:
            outline[code] = shapely.union_all(children[code])
    codes = sorted(current & outline.keys())
    shapes = shapely.coverage_simplify([outline[c] for c in codes], a.tolerance)
    with (a.out / "outlines.csv").open("w", newline="") as out:
        w = csv.writer(out, lineterminator="\n")
        w.writerow(["insee", "rings"])
        for code, shape in zip(codes, shapes, strict=True):
            polygons = getattr(shape, "geoms", [shape])
            w.writerow([code, " ".join(encode(p.exterior.coords) for p in polygons if not p.is_empty)])
    print("outlines", len(codes), "missing", sorted(current - outline.keys()))


if __name__ == "__main__":
    main()
