"""The whole policy on one page: who may do what (access.md).

One row per action, one column per role. A cell is a scope letter and modifiers:

- scope: ``-`` deny, ``A`` all, ``T`` own team and its targets, ``C`` own county, ``R`` formally sent to my
  organisation, ``O`` own organisation and what lies under it, ``P`` personal grant on this object,
  ``S`` created by me (or mine), ``G`` aggregates with cells under 3 hidden, ``K`` eight ledger fields only,
  ``V`` every hit obeys its own row;
- then: ``d`` draft or returned only, ``p`` after publication or feedback only, ``m`` the person's fields
  masked, ``!`` second factor again with a reason, ``2`` a second person approves.

The oracle is ``docs/access.csv``; a test holds the two equal. Changing the policy is changing the row.
"""

from dataclasses import dataclass

from accounts.choices import Role

SCOPES = frozenset("ATCROPSGKV")
MODIFIERS = frozenset("dpm!2")


@dataclass(frozen=True)
class Cell:
    """What one role may do with one action: a scope letter and its modifiers."""

    scope: str
    modifiers: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, text: str) -> "Cell | None":
        """``"A!2"`` -> Cell; ``"-"`` -> None. ValueError for anything else."""
        if text == "-":
            return None
        cell = cls(text[0], frozenset(text[1:]))
        if cell.scope not in SCOPES or not cell.modifiers <= MODIFIERS:
            raise ValueError(f"not a cell of the policy: {text!r}")
        return cell


POLICY_TABLE = """
action                              CO   LG   ITL  ITM  XO   XL   OD   XD   CD   BO   SYS  SEC  AUD
round.view                          A    A    T    T    C    C    C    C    A    Op   -    -    -
round.create                        A    -    -    -    -    -    -    -    -    -    -    -    -
round.update                        Ad   -    -    -    -    -    -    -    -    -    -    -    -
round.approve                       -    A    -    -    -    -    -    -    -    -    -    -    -
round.start                         A    -    -    -    -    -    -    -    -    -    -    -    -
round.advance                       A    -    -    -    -    -    -    -    -    -    -    -    -
round.close                         A    -    -    -    -    -    -    -    -    -    -    -    -
round.delete                        Ad   -    -    -    -    -    -    -    -    -    -    -    -
round.export                        A!   A!   -    -    -    -    -    -    -    -    -    -    -
deployment.view                     A    A    T    T    C    C    -    -    -    -    -    -    -
deployment.edit                     Ad   -    -    -    Cd   -    -    -    -    -    -    -    -
deployment.submit                   A    -    -    -    C    -    -    -    -    -    -    -    -
deployment.approve                  -    A    -    -    -    -    -    -    -    -    -    -    -
team.view                           A    A    T    T    C    C    -    -    -    -    -    -    -
team.edit                           Ad   -    -    -    -    -    -    -    -    -    -    -    -
team.member_propose                 A    -    -    -    C    -    -    -    -    -    -    -    -
team.member_add                     A    -    -    -    -    -    -    -    -    -    -    -    -
team.recusal_override               -    A!   -    -    -    -    -    -    -    -    -    -    -
team.authorize                      -    A    -    -    -    -    -    -    -    -    -    -    -
team.disband                        A    -    -    -    -    -    -    -    -    -    -    -    -
assignment.view                     A    A    T    T    C    C    -    -    -    Op   -    -    -
assignment.edit                     Ad   -    -    -    -    -    -    -    -    -    -    -    -
assignment.advance                  A    -    T    -    -    -    -    -    -    -    -    -    -
assignment.publish                  A    -    -    -    -    -    -    -    -    -    -    -    -
finding.view                        A    A    T    T    Cp   Cp   Cp   Cp   Ap   Op   -    -    -
finding.view_source                 A!   -    T    T    -    -    -    -    -    -    -    -    -
finding.create                      -    -    T    T    -    -    -    -    -    -    -    -    -
finding.update                      -    -    Td   Sd   -    -    -    -    -    -    -    -    -
finding.submit                      -    -    T    S    -    -    -    -    -    -    -    -    -
finding.check                       -    -    T    -    -    -    -    -    -    -    -    -    -
finding.sign_off                    A    -    T    -    -    -    -    -    -    -    -    -    -
finding.return                      A    -    T    -    -    -    -    -    -    -    -    -    -
finding.correct                     A    -    T    -    -    -    -    -    -    -    -    -    -
finding.merge                       A    -    T    -    -    -    -    -    -    -    -    -    -
finding.review                      A    -    -    -    -    -    -    -    -    -    -    -    -
finding.promote_to_clue             A    -    T    -    -    -    -    -    -    -    -    -    -
finding.feedback                    A    -    -    -    -    -    -    -    -    -    -    -    -
finding.void                        A    -    -    -    -    -    -    -    -    -    -    -    -
finding.delete                      -    -    Sd   Sd   -    -    -    -    -    -    -    -    -
finding.import                      -    -    T    -    -    -    -    -    -    -    -    -    -
finding.export                      A!   -    T!   -    Cp!  -    -    Cp!  Ap!  Op!  -    -    -
clue.list                           Am   Pm   Tm   Sd   -    Pm   -    Rm   Rm   -    -    -    -
clue.view                           Am   Pm   Tm   Sd   -    Pm   -    Rm   Rm   -    -    -    -
clue.reveal                         A!   P!   T!   Sd   -    -    -    R!   R!   -    -    -    -
clue.search                         Am   Pm   Tm   Sd   -    -    -    Rm   Rm   -    -    -    -
clue.create                         A    -    T    T    -    -    -    -    -    -    -    -    -
clue.update                         Sd   -    Td   Sd   -    -    -    -    -    -    -    -    -
clue.submit                         S    -    T    -    -    -    -    -    -    -    -    -    -
clue.review                         A    -    -    -    -    -    -    -    -    -    -    -    -
clue.transfer                       A!2  -    -    -    -    -    -    -    -    -    -    -    -
clue.recall                         A!   -    -    -    -    -    -    -    -    -    -    -    -
clue.accept                         -    -    -    -    -    -    -    R    R    -    -    -    -
clue.return                         -    -    -    -    -    -    -    R    R    -    -    -    -
clue.assign_handler                 -    -    -    -    -    -    -    R    R    -    -    -    -
clue.request_escalation             -    -    -    -    -    -    -    R!   -    -    -    -    -
clue.decide_escalation              -    -    -    -    -    -    -    -    R!   -    -    -    -
clue.append_correction              A!   -    T!   -    -    -    -    -    -    -    -    -    -
clue.void                           A!2  -    -    -    -    -    -    -    -    -    -    -    -
clue.delete                         -    -    Sd   Sd   -    -    -    -    -    -    -    -    -
clue.attach_upload                  A    -    Td   Sd   -    -    -    R    R    -    -    -    -
clue.attach_download                A!   P!   T!   Sd   -    -    -    R!   R!   -    -    -    -
clue.print                          A!   P!   T!   -    -    -    -    R!   R!   -    -    -    -
clue.export_bulk                    A!2  -    -    -    -    -    -    R!2  R!2  -    -    -    -
clue.access_history                 A    -    -    -    -    -    -    R    R    -    -    -    -
clue.grant                          A!2  -    -    -    -    -    -    -    -    -    -    -    -
clue.extend                         -    -    -    -    -    -    -    R    R    -    -    -    -
clue.decide_extension               A    -    -    -    -    -    -    -    -    -    -    -    -
clue.chase                          A    -    -    -    -    -    -    -    -    -    -    -    -
clue.supervise                      A    -    -    -    -    -    -    -    -    -    -    -    -
clue.reply_supervision              -    -    -    -    -    -    -    R    R    -    -    -    -
clue_outcome.view                   Am   Pm   Tm   -    -    Pm   -    Rm   Rm   -    -    -    -
clue_outcome.update                 -    -    -    -    -    -    -    R    R    -    -    -    -
clue_outcome.submit_close           -    -    -    -    -    -    -    R    R    -    -    -    -
clue_outcome.confirm_close          A    -    -    -    -    -    -    -    -    -    -    -    -
clue_outcome.return                 A    -    -    -    -    -    -    -    -    -    -    -    -
clue_outcome.export                 A!   -    -    -    -    -    -    R!   R!   -    -    -    -
plan.view                           A    A    T    T    C    C    C    C    A    O    -    -    -
plan.edit                           -    -    -    -    -    -    -    -    -    Od   -    -    -
plan.submit                         -    -    -    -    -    -    -    -    -    O    -    -    -
plan.review_county                  -    -    -    -    C    -    -    -    -    -    -    -    -
plan.review_city                    A    -    -    -    -    -    -    -    -    -    -    -    -
plan.publicize                      -    -    -    -    C    -    -    -    -    -    -    -    -
plan.milestone                      -    -    -    -    C    -    -    -    -    O    -    -    -
plan_meeting.edit                   -    -    -    -    -    -    -    -    -    O    -    -    -
plan_meeting.view                   A    A    T    -    C    C    -    C    A    O    -    -    -
task.view                           A    A    T    T    C    C    C    C    A    O    -    -    -
task.progress                       -    -    -    -    -    -    -    -    -    O    -    -    -
task.submit                         -    -    -    -    -    -    -    -    -    O    -    -    -
task.verify                         -    -    -    -    C    -    -    -    -    -    -    -    -
task.joint_check                    -    -    -    -    -    -    C    C    -    -    -    -    -
task.clear                          -    -    -    -    C    -    -    -    -    -    -    -    -
plan.settle                         A    -    -    -    -    -    -    -    -    -    -    -    -
task.reopen                         A    -    -    -    C    -    -    -    -    -    -    -    -
task.return                         A    -    -    -    C    -    -    -    -    -    -    -    -
task.request_extension              -    -    -    -    -    -    -    -    -    O    -    -    -
task.decide_extension               A    -    -    -    C    -    -    -    -    -    -    -    -
task.mark_continuing                -    -    -    -    C    -    -    -    -    -    -    -    -
evidence.view                       A    P    T    -    C    -    -    C    A    O    -    -    -
evidence.download                   A    P    T    -    C    -    -    C    A    O    -    -    -
evidence.upload                     -    -    -    -    -    -    -    -    -    O    -    -    -
evidence.supersede                  -    -    -    -    -    -    -    -    -    O    -    -    -
evidence.delete                     -    -    -    -    -    -    -    -    -    Od   -    -    -
evidence.reject                     A    -    -    -    C    -    -    -    -    -    -    -    -
supervision.view                    A    A    T    -    C    C    -    C    A    Op   -    -    -
supervision.edit                    Ad   -    -    -    Cd   -    -    Cd   Ad   -    -    -    -
supervision.issue_notice            A    -    -    -    C    -    -    C    A    -    -    -    -
supervision.reply                   -    -    -    -    -    -    -    -    -    Op   -    -    -
supervision.internal_note           A    -    -    -    S    -    -    S    -    -    -    -    -
inquiry.view                        A    P    P    -    C    C    -    C    P    -    -    -    -
inquiry.edit                        A    -    -    -    -    -    -    -    -    -    -    -    -
inquiry.ask                         A    P    P    -    -    -    -    -    -    -    -    -    -
inquiry.answer                      -    -    -    -    C    C    -    C    -    -    -    -    -
inquiry.minutes                     A    -    -    -    -    -    -    -    -    -    -    -    -
inquiry_clue_item.view              Am   Pm   Tm   -    -    -    -    Rm   Rm   -    -    -    -
inquiry_clue_item.answer            -    -    -    -    -    -    -    R    R    -    -    -    -
recommendation.view                 A    A    T    T    C    C    -    C    A    R    -    -    -
recommendation.edit                 Ad   -    Td   -    Cd   -    -    -    -    -    -    -    -
recommendation.send                 A    -    -    -    C    -    -    -    -    -    -    -    -
recommendation.respond              -    -    -    -    C    -    -    -    -    R    -    -    -
recommendation.close                A    -    -    -    C    -    -    -    -    -    -    -    -
thematic_report.view                A    A    T    -    Cp   Cp   Cp   -    -    -    -    -    -
thematic_report.edit                A    -    -    -    Cd   -    -    -    -    -    -    -    -
thematic_report.issue               A    -    -    -    C    -    -    -    -    -    -    -    -
matter.view                         A    A    -    -    C    C    -    R    R    -    -    -    -
matter.edit                         Ad   -    -    -    -    -    -    -    -    -    -    -    -
matter.send                         A    -    -    -    -    -    -    -    -    -    -    -    -
matter.progress                     -    -    -    -    C    -    -    R    R    -    -    -    -
matter.close                        A    -    -    -    -    -    -    -    -    -    -    -    -
ledger_clue.view                    Am   G    -    -    K    K    -    Rm   Rm   -    -    -    -
ledger_clue.report_month            -    -    -    -    -    -    -    R    R    -    -    -    -
ledger_clue.confirm_month           -    -    -    -    K    -    -    -    -    -    -    -    -
ledger_clue.export                  A!   -    -    -    -    -    -    R!   R!   -    -    -    -
ledger_recommendation.view          A    A    -    -    C    C    -    C    A    R    -    -    -
ledger_recommendation.report_month  -    -    -    -    C    -    -    -    -    -    -    -    -
ledger_recommendation.export        A!   A!   -    -    C!   -    -    -    -    -    -    -    -
ledger_matter.view                  A    A    -    -    C    C    -    R    R    -    -    -    -
ledger_matter.report_month          -    -    -    -    C    -    -    R    R    -    -    -    -
ledger_matter.export                A!   A!   -    -    C!   -    -    -    -    -    -    -    -
ledger.review                       A    -    -    -    -    -    -    -    -    -    -    -    -
ledger.submit                       -    -    -    -    C    -    -    -    -    -    -    -    -
ledger.lock_month                   A    -    -    -    -    -    -    -    -    -    -    -    -
ledger.reopen_month                 A2   -    -    -    -    -    -    -    -    -    -    -    -
dual_report.view                    A    A    T    T    C    C    -    -    -    -    -    -    -
dual_report.edit                    -    -    Td   Td   -    -    -    -    -    -    -    -    -
dual_report.submit                  -    -    T    -    -    -    -    -    -    -    -    -    -
dual_report.review                  A    -    -    -    -    -    -    -    -    -    -    -    -
dual_report.answer                  -    -    T    -    C    -    -    -    -    -    -    -    -
dual_report.county_step             -    -    -    -    C    -    -    -    -    -    -    -    -
dual_report.accept                  A    -    -    -    -    -    -    -    -    -    -    -    -
dual_report.deliver_county          A    -    -    -    -    -    -    -    -    -    -    -    -
special_report.view                 P    P    S    -    -    -    -    -    -    -    -    -    -
special_report.submit               -    -    T!   -    -    -    -    -    -    -    -    -    -
special_report.acknowledge          P    P    -    -    -    -    -    -    -    -    -    -    -
circular.view                       A    A    Ap   Ap   Cp   Cp   Cp   Cp   Ap   Op   -    -    -
circular.edit                       Ad   -    -    -    Cd   -    -    -    -    -    -    -    -
circular.approve_naming             -    A!   -    -    -    C!   -    -    -    -    -    -    -
circular.publish                    A    -    -    -    C    -    -    -    -    -    -    -    -
common_issue.view                   A    A    Ap   Ap   Ap   Ap   Ap   Ap   Ap   Ap   -    -    -
common_issue.edit                   Ad   -    -    -    Cd   -    Cd   -    -    -    -    -    -
common_issue.publish                A    -    -    -    C    -    C    -    -    -    -    -    -
self_check.assign                   A    -    -    -    C    -    C    -    -    -    -    -    -
self_check.submit                   -    -    -    -    -    -    -    -    -    O    -    -    -
self_check.view                     A    G    -    -    C    -    C    C    G    O    -    -    -
self_check.review                   -    -    -    -    C    -    -    -    -    -    -    -    -
dashboard.city                      A    A    -    -    -    -    -    -    G    -    -    -    -
dashboard.county                    A    A    -    -    C    C    C    C    A    -    -    -    -
dashboard.team                      A    -    T    T    -    -    -    -    -    -    -    -    -
dashboard.org                       A    -    -    -    C    -    -    -    -    O    -    -    -
dashboard.clue_metrics              A    G    -    -    K    G    -    R    G    -    -    -    -
search.global                       V    V    V    V    V    V    V    V    V    V    -    -    -
notification.view                   S    S    S    S    S    S    S    S    S    S    S    S    S
workbench.view                      S    S    S    S    S    S    S    S    S    S    S    S    S
api.schema                          S    S    S    S    S    S    S    S    S    S    S    S    S
export_artifact.download            S    S    S    S    S    S    S    S    S    S    -    -    -
document.download                   V    V    V    V    V    V    V    V    V    V    -    -    -
import_batch.view                   S    -    S    -    S    -    -    -    -    S    -    -    -
file.raw_url                        -    -    -    -    -    -    -    -    -    -    -    -    -
user.list                           -    -    -    -    -    -    -    -    -    -    A    A    A
user.picklist                       A    -    T    -    C    -    -    O    O    O    -    -    -
user.create                         -    -    -    -    -    -    -    -    -    -    A    -    -
user.disable                        -    -    -    -    -    -    -    -    -    -    A    A    -
user.assign_role                    -    -    -    -    -    -    -    -    -    -    -    A2   -
user.set_clue_cleared               A!2  -    -    -    -    -    -    -    -    -    -    A!2  -
user.issue_activation               -    -    -    -    -    -    -    -    -    -    A!   -    -
user.reset_mfa                      -    -    -    -    -    -    -    -    -    -    -    A!2  -
user.force_logout                   -    -    -    -    -    -    -    -    -    -    A    A    -
user.delete                         -    -    -    -    -    -    -    -    -    -    -    -    -
self.profile                        S    S    S    S    S    S    S    S    S    S    S    S    S
self.password_mfa_sessions          S!   S!   S!   S!   S!   S!   S!   S!   S!   S!   S!   S!   S!
org.view_tree                       A    A    A    A    C    C    C    C    A    O    A    A    A
org.update_tree                     -    -    -    -    -    -    -    -    -    -    A    -    -
policy.view_matrix                  -    -    -    -    -    -    -    -    -    -    -    A    A
policy.update_matrix                -    -    -    -    -    -    -    -    -    -    -    -    -
security_policy.view                -    -    -    -    -    -    -    -    -    -    A    A    A
security_policy.update              -    -    -    -    -    -    -    -    -    -    -    A!   -
audit.list                          -    -    -    -    -    -    -    -    -    -    -    P    A
audit.export                        -    -    -    -    -    -    -    -    -    -    -    -    A!
audit.verify_chain                  -    -    -    -    -    -    -    -    -    -    -    A    A
audit.archive                       -    -    -    -    -    -    -    -    -    -    -    -    A!
audit.update_or_delete              -    -    -    -    -    -    -    -    -    -    -    -    -
backup.create                       -    -    -    -    -    -    -    -    -    -    A    -    -
backup.restore                      -    -    -    -    -    -    -    -    -    -    A!2  -    -
key.manage                          -    -    -    -    -    -    -    -    -    -    -    A!2  -
health.view                         -    -    -    -    -    -    -    -    -    -    A    A    -
job.retry                           -    -    -    -    -    -    -    -    -    -    A    -    -
inspector.view                      A    A    T    -    C    C    C    -    -    -    -    -    -
inspector.edit                      A    -    -    -    C    -    -    -    -    -    -    -    -
inspector.import                    A    -    -    -    C    -    -    -    -    -    -    -    -
inspector.export                    A!   -    -    -    C!   -    -    -    -    -    -    -    -
inspector.appraise                  A    -    T    -    -    -    -    -    -    -    -    -    -
inspector.declare_recusal           -    -    S    S    -    -    -    -    -    -    -    -    -
menu.view                           A    A    -    -    A    A    -    -    -    -    -    -    -
menu.edit                           A    -    -    -    -    -    -    -    -    -    -    -    -
order.view                          A    A    -    -    C    C    -    -    -    -    -    -    -
order.submit                        -    -    -    -    C    -    -    -    -    -    -    -    -
order.decide                        A    -    -    -    -    -    -    -    -    -    -    -    -
order.evaluate                      -    -    -    -    C    -    -    -    -    -    -    -    -
worklog.view                        A    A    T    T    -    -    -    -    -    -    -    -    -
worklog.edit                        -    -    T    T    -    -    -    -    -    -    -    -    -
workbook.import                     A!   -    -    -    -    -    -    -    -    -    -    -    -
workbook.export                     A!   -    -    -    -    -    -    -    -    -    -    -    -
special_check.view                  A    A    -    -    C    C    C    C    A    Op   -    -    -
special_check.edit                  Ad   -    -    -    Cd   -    -    -    -    -    -    -    -
special_check.score                 -    -    -    -    C    -    C    C    -    -    -    -    -
special_check.publish               A    -    -    -    C    -    -    -    -    -    -    -    -
signal.view                         A    A    -    -    C    C    -    -    -    -    -    -    -
signal.decide                       A    -    -    -    C    -    -    -    -    -    -    -    -
reverse_check.draw                  A    -    -    -    -    -    -    -    -    -    -    -    -
reverse_check.record                A    -    -    -    C    -    -    -    -    -    -    -    -
deadline_rule.view                  A    A    A    A    A    A    A    A    A    A    -    -    -
deadline_rule.edit                  A    -    -    -    -    -    -    -    -    -    -    -    -
routing_rule.view                   A    A    A    -    -    -    -    A    A    -    -    -    -
routing_rule.edit                   A2   -    -    -    -    -    -    -    -    -    -    -    -
reference.edit                      A    -    -    -    -    -    -    -    -    -    -    -    -
baseline.edit                       A    -    -    -    -    -    -    -    -    -    -    -    -
mechanism.edit                      A    -    -    -    -    -    -    -    -    -    -    -    -
mechanism.view                      A    A    A    A    A    A    A    A    A    A    -    -    -
reminder_rule.view                  A    -    -    -    A    -    -    A    A    -    -    -    -
reminder_rule.edit                  A    -    -    -    -    -    -    -    -    -    -    -    -
document_template.view              A    -    -    -    A    -    -    -    -    -    -    -    -
document_template.edit              A    -    -    -    -    -    -    -    -    -    -    -    -
saved_view.edit                     S    S    S    S    S    S    S    S    S    S    S    S    S
self.tokens                         S!   S!   S!   S!   S!   S!   S!   S!   S!   S!   -    -    -
"""


def _parse(table: str) -> dict[str, dict[Role, Cell]]:
    header, *rows = [line.split() for line in table.strip().splitlines()]
    roles = [Role(code) for code in header[1:]]
    policy: dict[str, dict[Role, Cell]] = {}
    for action, *cells in rows:
        if action in policy or len(cells) != len(roles):
            raise ValueError(f"bad row of the policy: {action}")
        parsed = zip(roles, map(Cell.parse, cells), strict=True)
        policy[action] = {role: cell for role, cell in parsed if cell is not None}
    return policy


POLICY = _parse(POLICY_TABLE)

# Actions of which not even the existence may be told: who lacks them gets 404, not 403 (access.md, "Answers").
SECRET_PREFIXES = ("clue.", "clue_outcome.", "special_report.", "inquiry_clue_item.")
CLUE_PREFIXES = ("clue.", "clue_outcome.")
# Without the attribute 线索专管 every clue cell of these roles is a denial (access.md, "Roles").
NEED_CLEARANCE = frozenset({Role.CO, Role.LG, Role.ITL, Role.XL, Role.XD, Role.CD})


def is_secret(action: str) -> bool:
    """True where a missing right answers like a missing object."""
    return action.startswith(SECRET_PREFIXES)


def needs_clearance(action: str, role: Role) -> bool:
    """True where the cell counts only for people with 线索专管."""
    return role in NEED_CLEARANCE and action.startswith(CLUE_PREFIXES)
