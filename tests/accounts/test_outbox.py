"""Background work is done once, whatever is killed, sent twice or forgotten (security.md R1)."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts import outbox
from accounts.choices import JobState
from accounts.models import Notification, OutboxJob, Person, User

done: list[str] = []


@outbox.job("test.append", action="workbench.view")
def append(job):
    with transaction.atomic():
        done.append(job.payload["what"])
        outbox.finish(job)


@outbox.job("test.crash", action="workbench.view")
def crash(job):
    raise RuntimeError("张三 must never reach a log")


@pytest.fixture(autouse=True)
def empty():
    done.clear()


def wish(kind="test.append", key="k", user=None, **ids):
    with transaction.atomic():
        return outbox.enqueue(kind, key=key, requested_by=user, **ids)


def sent():
    ids = []
    outbox.dispatch_due(ids.append)
    return ids


@pytest.fixture
def account(db):
    return User.objects.create(username="someone", person=Person.objects.create(name="某人"), is_active=True)


@pytest.mark.django_db(transaction=True)
class TestOnce:
    def test_a_wish_is_sent_run_and_done(self):
        row = wish(what="a")
        assert sent() == [str(row.pk)]
        assert outbox.run_job(str(row.pk), "w")
        row.refresh_from_db()
        assert done == ["a"] and row.state == JobState.DONE and row.finished_at

    def test_the_same_key_is_one_job(self):
        assert wish(what="a").pk == wish(what="b").pk

    def test_a_message_delivered_twice_runs_once(self):
        row = wish(what="a")
        outbox.run_job(str(row.pk))
        assert not outbox.run_job(str(row.pk))
        assert done == ["a"]

    def test_a_rolled_back_change_leaves_no_job(self):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            outbox.enqueue("test.append", key="x", requested_by=None, what="a")
            raise ZeroDivisionError
        assert not OutboxJob.objects.exists()

    def test_outside_a_transaction_a_wish_is_refused(self):
        with pytest.raises(transaction.TransactionManagementError):
            outbox.enqueue("test.append", key="x", requested_by=None)

    def test_a_job_not_due_is_not_sent(self):
        with transaction.atomic():
            outbox.enqueue(
                "test.append",
                key="x",
                requested_by=None,
                due_at=timezone.now() + timedelta(hours=1),
                what="a",
            )
        assert sent() == []

    def test_a_lost_message_is_sent_again_after_a_while(self):
        row = wish(what="a")
        assert sent() and not sent()
        OutboxJob.objects.update(sent_at=timezone.now() - outbox.RESEND_AFTER - timedelta(seconds=1))
        assert sent() == [str(row.pk)]


@pytest.mark.django_db(transaction=True)
class TestKilled:
    def test_a_restarted_worker_frees_its_own_leases_at_once(self):
        row = wish(what="a")
        outbox._take(str(row.pk), "worker@1")
        assert outbox.release_own_leases("worker@2") == 0
        assert outbox.release_own_leases("worker@1") == 1
        assert sent() == [str(row.pk)]

    def test_an_expired_lease_is_opened_again(self):
        row = wish(what="a")
        outbox._take(str(row.pk), "w")
        OutboxJob.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        sent()
        row.refresh_from_db()
        assert row.state == JobState.WAITING

    def test_a_worker_that_lost_its_lease_writes_nothing(self):
        row = wish(what="a")
        slow = outbox._take(str(row.pk), "slow")
        outbox.release_own_leases("slow")
        OutboxJob.objects.update(due_at=timezone.now())
        outbox.run_job(str(row.pk), "fast")
        with pytest.raises(outbox.LeaseLost), transaction.atomic():
            Person.objects.create(name="half")
            outbox.finish(slow)
        assert not Person.objects.filter(name="half").exists()
        assert done == ["a"]


@pytest.mark.django_db(transaction=True)
class TestFailing:
    def fail_until_dead(self, row):
        for _ in range(outbox.MAX_ATTEMPTS):
            OutboxJob.objects.update(due_at=timezone.now())
            outbox.run_job(str(row.pk))
        row.refresh_from_db()

    def test_three_crashes_lay_a_job_dead_and_tell_who_asked(self, account, caplog, monkeypatch):
        monkeypatch.setattr("accounts.access.Access.can", lambda self, action: True)
        row = wish("test.crash", user=account)
        self.fail_until_dead(row)
        assert row.state == JobState.DEAD and row.fault == "RuntimeError"
        assert Notification.objects.filter(recipient=account.person).count() == 1
        assert "张三" not in caplog.text

    def test_other_jobs_go_on(self):
        bad, good = wish("test.crash", key="bad"), wish(key="good", what="g")
        self.fail_until_dead(bad)
        outbox.run_job(str(good.pk))
        assert done == ["g"]

    def test_a_dead_job_can_be_opened_again(self):
        row = wish("test.crash")
        self.fail_until_dead(row)
        assert outbox.retry(str(row.pk)) and not outbox.retry(str(row.pk))
        assert sent() == [str(row.pk)]

    def test_who_lost_the_right_gets_no_work_done(self, account):
        row = wish(what="a", user=account)
        outbox.run_job(str(row.pk))
        row.refresh_from_db()
        assert done == [] and row.state == JobState.DEAD and row.fault == "RightRevoked"


@outbox.job("test.unfinished", action="workbench.view")
def unfinished(job):
    done.append("half")


@pytest.mark.django_db(transaction=True)
def test_a_handler_that_forgets_to_finish_is_a_failure_not_a_silence():
    row = wish("test.unfinished")
    for _ in range(outbox.MAX_ATTEMPTS):
        OutboxJob.objects.filter(pk=row.pk).update(due_at=timezone.now())
        outbox.run_job(str(row.pk))
    row.refresh_from_db()
    assert (row.state, row.fault) == (JobState.DEAD, "NotFinished")
