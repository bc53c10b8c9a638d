"""The tree of organisations, and the places that deployments cover."""

from collections.abc import Iterator

from accounts.choices import OrganizationKind
from exchange import sheets
from exchange.problems import Problem
from exchange.reader import Workbook
from exchange.world import World


def one_root(book: Workbook, world: World) -> Iterator[Problem]:
    """One root: the city. A second one in the file is refused where its 上级编码 is empty."""
    table = book.table(sheets.ORGANIZATIONS)
    in_file = set(table["code"])
    known = [code for code, org in world.organizations.items() if org.parent is None and code not in in_file]
    root = known[0] if known else None
    for index, (code, parent) in enumerate(zip(table["code"], table["parent"], strict=True)):
        if code is None or parent is not None or (index, "parent") in table.faulty:
            continue
        if root is not None and code != root:
            yield table.problem(index, "parent", f"根机构只能有一个，已有「{root}」", "上级机构的编码", "")
        root = root or code


def cycles(book: Workbook, world: World) -> Iterator[Problem]:
    """No organisation above itself."""
    table = book.table(sheets.ORGANIZATIONS)
    for index, (code, parent) in enumerate(zip(table["code"], table["parent"], strict=True)):
        if code is not None and parent is not None and _returns(world, code):
            yield table.problem(index, "parent", "上级关系成环", "不在本机构之下的机构")


def _returns(world: World, code: str) -> bool:
    seen: set[str] = set()
    org = world.organizations.get(code)
    while org and org.parent and org.parent not in seen:
        if org.parent == code:
            return True
        seen.add(org.parent)
        org = world.organizations.get(org.parent)
    return False


def covered_counties(book: Workbook, world: World) -> Iterator[Problem]:
    """A deployment covers counties, nothing else."""
    table = book.table(sheets.DEPLOYMENTS)
    for index, counties in enumerate(table["counties"]):
        for code in counties or ():
            org = world.organizations.get(code)
            if org and org.kind and org.kind != OrganizationKind.COUNTY:
                yield table.problem(index, "counties", "不是县(市)区", "类别为县(市)区的机构", code)


def county_once_per_round(book: Workbook, world: World) -> Iterator[Problem]:
    """A county is in at most one deployment of a round."""
    table = book.table(sheets.DEPLOYMENTS)
    in_file = set(table["code"])
    taken: dict[tuple[str, str], str] = {
        (info.round, county): code
        for code, info in world.deployments.items()
        if code not in in_file
        for county in info.counties
    }
    for index, (code, in_round) in enumerate(zip(table["code"], table["round"], strict=True)):
        for county in dict.fromkeys(table["counties"][index] or ()):
            other = taken.setdefault((in_round, county), code)
            if in_round is not None and other != code:
                yield table.problem(
                    index,
                    "counties",
                    f"同一轮次内该县区已在组织单元「{other}」",
                    "每轮每个县区一个组织单元",
                    county,
                )


def _all_counties(codes: tuple[str, ...], world: World) -> bool:
    return all(code in world.counties for code in codes)


def targets_covered(book: Workbook, world: World) -> Iterator[Problem]:
    """A target's county is covered by its team's deployment."""
    table = book.table(sheets.ASSIGNMENTS)
    for index, (team, organization) in enumerate(zip(table["team"], table["organization"], strict=True)):
        info = world.teams.get(team)
        deployment = world.deployments.get(info.deployment) if info else None
        if deployment is None or organization not in world.organizations or organization in world.unplaced:
            continue
        if not deployment.counties or not _all_counties(deployment.counties, world):
            continue  # reported at the deployment; what it covers is not known
        if world.county_of[organization] not in deployment.counties:
            yield table.problem(index, "organization", "不在本组组织单元覆盖的县区内", "覆盖县区内的机构")
