"""Who handles a clue: computed from its facts, explained, stored with it (domain.md, "Clues", Routing).

The article's rules: clues on village or community 两委 cadres and on poverty alleviation are handled by the county
commission itself; major ones may go to the city commission by procedure; all others to the county commission.
Each rule has an id and a version, so that a clue keeps the rule that decided.
"""

from dataclasses import dataclass
from enum import IntEnum

from clues.choices import Route


class Level(IntEnum):
    """Level of a discipline body; a clue never goes below the level its route demands."""

    BELOW_COUNTY = 0
    COUNTY = 1
    CITY = 2


LEVEL_NAMES = {Level.BELOW_COUNTY: "县级以下", Level.COUNTY: "县级", Level.CITY: "市级"}


@dataclass(frozen=True)
class Rule:
    """One routing rule in force since `since` (ISO date)."""

    id: str
    since: str
    route: Route
    text: str


ESCALATED_CADRE = Rule(
    "LY-1", "2019-03-01", Route.COUNTY_ESCALATED, "涉及村(社区)“两委”干部，由县级纪委监委提级查办，不得下转。"
)
ESCALATED_POVERTY = Rule(
    "LY-2", "2019-03-01", Route.COUNTY_ESCALATED, "涉及脱贫攻坚，由县级纪委监委提级查办，不得下转。"
)
MAJOR = Rule("LY-3", "2019-03-01", Route.CITY_DIRECT, "重大问题线索，按程序由市纪委监委直查直办。")
ORDINARY = Rule("LY-4", "2019-03-01", Route.COUNTY, "由被巡察机构所在县区纪委监委办理。")
CITY_UNIT = Rule("LY-5", "2019-03-01", Route.CITY_DIRECT, "被巡察机构为市级单位，由市纪委监委办理。")


@dataclass(frozen=True)
class Facts:
    """What decides a route.

    `direct_accepted`: the city commission has taken it over; `in_county`: the target lies in a county.
    """

    is_village_cadre: bool
    is_poverty_related: bool
    is_major: bool
    direct_accepted: bool = False
    in_county: bool = True


@dataclass(frozen=True)
class Decision:
    """The route, the rules that led to it (all that apply, the deciding one first), and the lowest level allowed."""

    route: Route
    rules: tuple[Rule, ...]
    least: Level

    @property
    def reasons(self) -> list[dict[str, str]]:
        """What is stored with the clue."""
        return [{"rule": rule.id, "since": rule.since, "text": rule.text} for rule in self.rules]


def decide(facts: Facts) -> Decision:
    """Apply the rules. Accepted direct handling overrides escalation; both reasons stay with the clue."""
    escalated = [
        rule
        for applies, rule in (
            (facts.is_village_cadre, ESCALATED_CADRE),
            (facts.is_poverty_related, ESCALATED_POVERTY),
        )
        if applies
    ]
    if facts.is_major and facts.direct_accepted:
        return Decision(Route.CITY_DIRECT, (MAJOR, *escalated), Level.CITY)
    if not facts.in_county:
        return Decision(Route.CITY_DIRECT, (CITY_UNIT, *escalated), Level.CITY)
    if escalated:
        return Decision(Route.COUNTY_ESCALATED, tuple(escalated), Level.COUNTY)
    return Decision(Route.COUNTY, (ORDINARY,), Level.COUNTY)
