"""What a service answers when it will not act. Pages and API turn the same refusal into their own form."""


class Refusal(Exception):
    """An act that is refused. `status` and `code` are what the API answers, `message` is for people."""

    status = 409
    code = "refused"
    message = "当前不能执行此操作。"

    def __init__(self, message: str = "") -> None:
        super().__init__(message or self.message)
        self.message = message or self.message


class WrongState(Refusal):
    """The step exists and the person may do it, but not from this state (access.md, "Answers")."""

    code = "wrong_state"
    message = "当前状态不允许此操作。"


class TooOften(Refusal):
    """More of a costly act than anybody needs in the time (WB-06)."""

    status = 429
    code = "throttled"
    message = "操作太频繁，请稍后再试。"


class NotAllowed(Refusal):
    """A row the person may see, an action he lacks on it."""

    status = 403
    code = "forbidden"
    message = "没有权限执行此操作。"
